// SPDX-License-Identifier: Apache-2.0
package io.custode.core.trust;

import io.custode.api.command.Doc;
import io.custode.api.error.Invalid;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody said that a publisher's key or a jar is not to be trusted.
 *
 * @param what {@code key:} or {@code jar:} and its SHA-256; then {@code @} and the SHA-256 of a key
 *     if it counts for jars of that key only: what a publisher may say of his own
 */
public record Revocation(
    @Doc("key: or jar: and its SHA-256; @ and a key if it counts for that publisher's jars only")
        String what,
    String reason,
    Instant at,
    @Doc("Id of the user, or catalog: and the name of the catalog that said so") String by,
    @Doc("When somebody took it back; empty: it holds") @Nullable Instant liftedAt,
    @Nullable String liftedBy) {
  public static final String KEY = "key:";
  public static final String JAR = "jar:";
  private static final int LONGEST_REASON = 500;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern WHAT =
      Pattern.compile("(key|jar):[0-9a-f]{64}|jar:[0-9a-f]{64}@[0-9a-f]{64}");

  /** What holds from now on. */
  public Revocation(String what, String reason, Instant at, String by) {
    this(what, reason, at, by, null, null);
  }

  /**
   * @throws Invalid if nothing can be revoked by that name
   */
  public static String what(String text) {
    if (!WHAT.matcher(text).matches()) {
      throw Invalid.field(
          "what", "must be key: or jar: and a SHA-256 of 64 digits and letters a to f");
    }
    return text;
  }

  /**
   * @return whether it is of that jar, or of the key that the jar is signed with
   */
  public static boolean isOf(String what, String sha256, String publisherKey) {
    return what.equals(KEY + publisherKey)
        || what.equals(JAR + sha256)
        || what.equals(jarOf(sha256, publisherKey));
  }

  /**
   * @throws Invalid naming the field if it is none
   */
  public static String fingerprint(String field, String text) {
    if (!SHA256.matcher(text).matches()) {
      throw Invalid.field(field, "must be a SHA-256 of 64 digits and letters a to f");
    }
    return text;
  }

  /**
   * @throws Invalid if it says nothing or too much
   */
  public static String reason(String text) {
    var reason = text.strip();
    if (reason.isEmpty()
        || reason.length() > LONGEST_REASON
        || reason.chars().anyMatch(Character::isISOControl)) {
      throw Invalid.field("reason", "is needed, one line of at most " + LONGEST_REASON);
    }
    return reason;
  }

  /**
   * @return what a publisher's word on a jar is called
   */
  public static String jarOf(String sha256, String publisherKey) {
    return JAR + sha256 + "@" + publisherKey;
  }
}
