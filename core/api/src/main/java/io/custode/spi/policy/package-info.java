// SPDX-License-Identifier: Apache-2.0
/** Policies: settings of a plugin that people set once and that every asset inherits. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package io.custode.spi.policy;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
