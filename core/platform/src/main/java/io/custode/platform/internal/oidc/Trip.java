// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.oidc;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * One way to a provider and back. State, nonce and the verifier of PKCE all follow from one secret
 * that only this browser has, so that nothing is kept here meanwhile and any node can finish it.
 *
 * @param secret 256 random bits, base64url
 * @param back where the provider sends the browser to
 */
public record Trip(String secret, URI back) {
  public String state() {
    return derived("state");
  }

  String nonce() {
    return derived("nonce");
  }

  /** RFC 7636, 4.1. */
  String verifier() {
    return derived("verifier");
  }

  /** RFC 7636, 4.2: S256. */
  String challenge() {
    return hash(verifier());
  }

  private String derived(String what) {
    return hash(what + " " + secret);
  }

  private static String hash(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "Trip[" + back + "]";
  }
}
