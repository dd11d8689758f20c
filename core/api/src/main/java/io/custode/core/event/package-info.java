// SPDX-License-Identifier: Apache-2.0
/**
 * For the lifecycle only: parking and draining a plugin's requests. Withheld from every other
 * bundle.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package io.custode.core.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
