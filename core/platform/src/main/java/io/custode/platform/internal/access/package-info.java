// SPDX-License-Identifier: Apache-2.0
/** Users, sign-in, permissions and who is bound to what. */
@NullMarked
package io.custode.platform.internal.access;

import org.jspecify.annotations.NullMarked;
