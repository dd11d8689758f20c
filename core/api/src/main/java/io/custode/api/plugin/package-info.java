// SPDX-License-Identifier: Apache-2.0
/**
 * Plugins: what is installed, what an install would do, and the annotation that makes a bundle a
 * plugin.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.4.0")
@NullMarked
package io.custode.api.plugin;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
