// SPDX-License-Identifier: Apache-2.0
/**
 * Identifiers: UUID version 7 (RFC 9562) in canonical lower-case text, one record type per noun.
 */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package io.custode.api.id;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
