// SPDX-License-Identifier: Apache-2.0
/** Agents: enrolled endpoint programs, the tokens that enrol them, and versions to give them. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.2.0")
@NullMarked
package io.custode.api.agent;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
