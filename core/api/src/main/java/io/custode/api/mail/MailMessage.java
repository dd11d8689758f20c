// SPDX-License-Identifier: Apache-2.0
package io.custode.api.mail;

import io.custode.api.error.Invalid;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A message of plain text.
 *
 * @param to 1 to 50 addresses, {@code anna@example.com}
 * @param subject one line, 1 to 200 characters
 * @param text at most 100,000 characters; lines end with a line feed
 */
public record MailMessage(List<String> to, String subject, String text) {
  private static final int RECIPIENTS = 50;
  private static final int SUBJECT = 200;
  private static final int TEXT = 100_000;
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?");

  /**
   * @throws Invalid if a part breaks its rule
   */
  public MailMessage {
    to = List.copyOf(to);
    if (to.isEmpty() || to.size() > RECIPIENTS) {
      throw Invalid.field("to", "must be 1 to " + RECIPIENTS + " addresses");
    }
    to.forEach(address -> checkAddress("to", address));
    // a line break in a header would begin another header
    if (subject.isBlank()
        || subject.length() > SUBJECT
        || subject.codePoints().anyMatch(Character::isISOControl)) {
      throw Invalid.field("subject", "must be one line of 1 to " + SUBJECT + " characters");
    }
    if (text.length() > TEXT) {
      throw Invalid.field("text", "must be at most " + TEXT + " characters");
    }
  }

  /**
   * @throws Invalid if the text is no address: no name beside it, no comment, no quotes
   */
  public static void checkAddress(String field, String address) {
    if (address.length() > 254 || !ADDRESS.matcher(address).matches()) {
      throw Invalid.field(field, "must be a mail address, anna@example.com");
    }
  }
}
