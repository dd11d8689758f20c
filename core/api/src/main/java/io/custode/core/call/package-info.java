// SPDX-License-Identifier: Apache-2.0
/** For core bundles: whatever is asked of a plugin's code is asked on threads of its own. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.1.0")
@NullMarked
package io.custode.core.call;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
