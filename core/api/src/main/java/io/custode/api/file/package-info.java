// SPDX-License-Identifier: Apache-2.0
/** Files that belong to something of a tenant: a photograph of a rack, a signed contract. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package io.custode.api.file;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
