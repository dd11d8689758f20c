// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import java.security.PublicKey;
import javax.security.auth.callback.Callback;
import org.jspecify.annotations.Nullable;

/** Asks for the key that a caller has proved to hold; none if he signs in by password. */
final class PublicKeyCallback implements Callback {
  private @Nullable PublicKey key;

  void set(PublicKey proved) {
    key = proved;
  }

  @Nullable PublicKey key() {
    return key;
  }
}
