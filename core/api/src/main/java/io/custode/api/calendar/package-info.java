// SPDX-License-Identifier: Apache-2.0
/**
 * Calendars: when somebody works, when somebody may touch the machines, and the arithmetic over
 * both.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.1.0")
@NullMarked
package io.custode.api.calendar;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
