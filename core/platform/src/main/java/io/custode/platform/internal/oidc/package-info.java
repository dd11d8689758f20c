// SPDX-License-Identifier: Apache-2.0
/** OpenID Connect, as a program that signs people in by it. */
@NullMarked
package io.custode.platform.internal.oidc;

import org.jspecify.annotations.NullMarked;
