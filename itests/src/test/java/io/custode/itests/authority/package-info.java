// SPDX-License-Identifier: Apache-2.0
/** The certificate authority is replaced while real agents are connected. */
@NullMarked
package io.custode.itests.authority;

import org.jspecify.annotations.NullMarked;
