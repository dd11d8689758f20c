// SPDX-License-Identifier: Apache-2.0
/**
 * What can go wrong, in the caller's words. Each door maps these once: REST to problem+json, the
 * shell to a line and an exit status.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package io.custode.api.error;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
