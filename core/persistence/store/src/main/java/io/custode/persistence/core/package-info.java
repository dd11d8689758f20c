// SPDX-License-Identifier: Apache-2.0
/**
 * For custode-platform only: who is bound, what waits in the outboxes, and a copy of everything.
 * The services of this package are withheld from every other bundle.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.6.0")
@NullMarked
package io.custode.persistence.core;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
