// SPDX-License-Identifier: Apache-2.0
/**
 * Alerts: what somebody should look at. The same thing said again is the same alert; consequences
 * name their cause; what is expected is suppressed.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package io.custode.api.alert;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
