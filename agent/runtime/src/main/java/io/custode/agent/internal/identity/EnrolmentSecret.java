// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.identity;

import java.util.Locale;

/**
 * {@code cst1.<random>.<fingerprint>}: lets in once, and says whom to trust.
 *
 * @param random what is sent
 * @param fingerprint SHA-256 of the authority's certificate, lower-case hexadecimal
 */
public record EnrolmentSecret(String random, String fingerprint) {
  /**
   * @throws IllegalArgumentException if it is none; the message does not hold it
   */
  public static EnrolmentSecret parse(String text) {
    var parts = text.strip().split("\\.", -1);
    if (parts.length != 3 || !parts[0].equals("cst1")) {
      throw new IllegalArgumentException(
          "That is no enrolment secret: it has the form cst1.<random>.<fingerprint>");
    }
    var fingerprint = parts[2].toLowerCase(Locale.ROOT);
    if (parts[1].isEmpty() || parts[1].length() > 200 || !hexadecimal(fingerprint)) {
      throw new IllegalArgumentException("The enrolment secret is damaged: copy all of it");
    }
    return new EnrolmentSecret(parts[1], fingerprint);
  }

  private static boolean hexadecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789abcdef".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return text.length() == 64;
  }

  @Override
  public String toString() {
    return "EnrolmentSecret[...]";
  }
}
