// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;

/** Who is at work on a thread, and through which door he came. */
public record Caller(Principal principal, String door) {}
