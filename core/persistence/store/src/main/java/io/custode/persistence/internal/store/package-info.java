// SPDX-License-Identifier: Apache-2.0
/** Transactions bound to a tenant, and the outbox rows written in them. */
@NullMarked
package io.custode.persistence.internal.store;

import org.jspecify.annotations.NullMarked;
