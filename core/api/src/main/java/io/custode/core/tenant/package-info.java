// SPDX-License-Identifier: Apache-2.0
/** For core bundles: what there is of each tenant and site, counted at once for lists of them. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.1.0")
@NullMarked
package io.custode.core.tenant;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
