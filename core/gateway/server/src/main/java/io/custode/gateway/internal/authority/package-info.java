// SPDX-License-Identifier: Apache-2.0
/** The certificate authority and this node's own certificate. */
@NullMarked
package io.custode.gateway.internal.authority;

import org.jspecify.annotations.NullMarked;
