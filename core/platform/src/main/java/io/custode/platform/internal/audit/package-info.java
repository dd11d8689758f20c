// SPDX-License-Identifier: Apache-2.0
/**
 * The append-only record. What happens goes through the outbox as a {@link Draft}; {@link
 * AuditChain} alone puts it into the record and binds it to the entry before; {@link ChainCheck}
 * proves that nobody changed any since. Names of persons are kept by {@link Pseudonyms}.
 */
@NullMarked
package io.custode.platform.internal.audit;

import org.jspecify.annotations.NullMarked;
