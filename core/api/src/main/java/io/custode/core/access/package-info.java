// SPDX-License-Identifier: Apache-2.0
/**
 * For the doors of the platform (REST, shell, gateway, lifecycle, search) only: becoming somebody.
 * The services of this package are withheld from every other bundle.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("2.3.0")
@NullMarked
package io.custode.core.access;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
