// SPDX-License-Identifier: Apache-2.0
/** For core bundles: endpoint modules that plugins bring, and who gives them to the agents. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package io.custode.core.module;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
