// SPDX-License-Identifier: Apache-2.0
/**
 * For the lifecycle only: parking and draining a plugin's requests, and what is out of service.
 * Withheld from every other bundle.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.1.0")
@NullMarked
package io.custode.core.gate;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
