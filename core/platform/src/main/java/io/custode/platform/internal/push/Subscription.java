// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.push;

import io.custode.api.error.Invalid;
import java.security.spec.InvalidKeySpecException;
import java.util.Base64;

/**
 * Where a browser takes messages, and for whom they are sealed; it is checked when it is made.
 * Whoever knows the endpoint can send to it, so it shows in no text.
 *
 * @param endpoint address at its push service
 * @param key its public key, {@code p256dh}, base64url
 * @param auth what else it shares with who may send, base64url
 */
public record Subscription(String endpoint, String key, String auth) {
  private static final int LONGEST = 2000;
  private static final int AUTH = 16;

  public Subscription {
    if (endpoint.length() > LONGEST) {
      throw Invalid.field("endpoint", "must be at most " + LONGEST + " characters");
    }
    try {
      P256.read(decode(key));
    } catch (InvalidKeySpecException | IllegalArgumentException e) {
      throw Invalid.field("key", "must be a public key of P-256, 65 bytes in base64url");
    }
    try {
      if (decode(auth).length != AUTH) {
        throw new IllegalArgumentException();
      }
    } catch (IllegalArgumentException e) {
      throw Invalid.field("auth", "must be " + AUTH + " bytes in base64url");
    }
  }

  byte[] keyBytes() {
    return decode(key);
  }

  byte[] authBytes() {
    return decode(auth);
  }

  private static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  @Override
  public String toString() {
    return "Subscription";
  }
}
