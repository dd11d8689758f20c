// SPDX-License-Identifier: Apache-2.0
/** Compliance: which assets are as they should be, why, and since when; also as of a past time. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package io.custode.api.compliance;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
