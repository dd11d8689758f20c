// SPDX-License-Identifier: Apache-2.0
/** WebAuthn, as the site that passkeys are made for. */
@NullMarked
package io.custode.platform.internal.passkey;

import org.jspecify.annotations.NullMarked;
