// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.agent;

import io.custode.api.agent.TokenId;
import io.custode.api.tenant.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * The random part of an enrolment secret: Base64url of the tenant's id, the token's id and 24
 * random bytes. The ids say where to look, so that no list of all tenants' tokens is needed; only
 * the random bytes, of which the platform keeps a hash, let anybody in.
 *
 * @param text the whole part
 */
record TokenSecret(TenantId tenant, TokenId token, String text) {
  private static final int RANDOM = 24;
  private static final int SIZE = 16 + 16 + RANDOM;
  private static final SecureRandom SOURCE = new SecureRandom();

  static TokenSecret make(TenantId tenant) {
    var token = TokenId.next();
    var bytes = ByteBuffer.allocate(SIZE);
    put(bytes, tenant.value());
    put(bytes, token.value());
    var random = new byte[RANDOM];
    SOURCE.nextBytes(random);
    bytes.put(random);
    return new TokenSecret(
        tenant, token, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()));
  }

  /**
   * @return what the text says, or empty if nobody can have been given it
   */
  static Optional<TokenSecret> read(String text) {
    if (text == null || text.length() != (SIZE * 4 + 2) / 3) {
      return Optional.empty();
    }
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      var tenant = TenantId.of(take(bytes));
      return Optional.of(new TokenSecret(tenant, TokenId.of(take(bytes)), text));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not Base64
    }
  }

  String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** Compares in constant time. */
  boolean fits(String hash) {
    return MessageDigest.isEqual(
        hash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return "TokenSecret[" + token + "]";
  }

  private static void put(ByteBuffer bytes, String id) {
    var uuid = UUID.fromString(id);
    bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
  }

  private static String take(ByteBuffer bytes) {
    return new UUID(bytes.getLong(), bytes.getLong()).toString();
  }
}
