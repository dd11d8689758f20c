// SPDX-License-Identifier: Apache-2.0
/**
 * For the gateway only: how an agent's claim of a machine becomes an asset. Withheld from every
 * other bundle.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.1.0")
@NullMarked
package io.custode.core.asset;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
