// SPDX-License-Identifier: Apache-2.0
/** Commands: typed operations that the shell, REST, the palette, schedules and reactions share. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package io.custode.api.command;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
