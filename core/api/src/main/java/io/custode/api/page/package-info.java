// SPDX-License-Identifier: Apache-2.0
/**
 * Pages and opaque cursors: every list is read in pages, there is no way to read all of it at once.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.1.0")
@NullMarked
package io.custode.api.page;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
