// SPDX-License-Identifier: Apache-2.0
/** For the gateway only: the far end of the action queue. Withheld from every other bundle. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package io.custode.core.action;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
