// SPDX-License-Identifier: Apache-2.0
/** For core bundles: whose plugins the installation trusts, and whose it does not any more. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package io.custode.core.trust;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
