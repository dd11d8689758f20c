// SPDX-License-Identifier: Apache-2.0
/** Imports from CSV files: tenants, sites, contacts and assets, tried first, then done. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package io.custode.api.imports;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
