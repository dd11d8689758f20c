// SPDX-License-Identifier: Apache-2.0
/**
 * Secrets in envelopes: each value under a key of its own, that key under one of the home's ({@link
 * KeyRing}), both bound to the row they are in.
 */
@NullMarked
package io.custode.platform.internal.secret;

import org.jspecify.annotations.NullMarked;
