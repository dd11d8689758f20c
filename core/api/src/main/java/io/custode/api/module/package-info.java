// SPDX-License-Identifier: Apache-2.0
/** Modules that plugins bring to endpoints: which there are, and how they are on each machine. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package io.custode.api.module;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
