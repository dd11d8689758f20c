// SPDX-License-Identifier: Apache-2.0
/** Who calls, and what he may do. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.3.0")
@NullMarked
package io.custode.api.access;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
