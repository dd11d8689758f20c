// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import io.custode.api.access.Principal;
import io.custode.api.error.SignedOut;
import io.custode.core.access.SignIn;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request.
 *
 * @param principal null if nobody is signed in
 * @param session the browser session he came with, or null
 * @param address where the request comes from
 * @param again finds out anew who he is: for streams, which outlive a request
 */
public record Caller(
    @Nullable Principal principal,
    SignIn.@Nullable Session session,
    String address,
    Supplier<Optional<Principal>> again) {
  /** Request attribute that holds it. */
  public static final String ATTRIBUTE = "io.custode.rest.caller";

  /**
   * @throws SignedOut if nobody is signed in
   */
  public Principal signedIn() {
    if (principal == null) {
      throw new SignedOut();
    }
    return principal;
  }

  /**
   * @return by which requests are counted
   */
  String key() {
    return principal == null ? "address " + address : "principal " + principal.id();
  }

  @Override
  public String toString() {
    return key();
  }
}
