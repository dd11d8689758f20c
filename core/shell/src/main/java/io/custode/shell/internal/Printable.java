// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

/** Text that is safe on a terminal: what an endpoint says about itself must not steer it. */
final class Printable {
  private Printable() {}

  /**
   * @return the text with each control character as {@code ?}
   */
  static String text(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    var safe = new StringBuilder(text.length());
    text.chars().forEach(c -> safe.append(Character.isISOControl(c) ? '?' : (char) c));
    return safe.toString();
  }

  /**
   * @return at most that many characters of it, the last one an ellipsis if it was longer
   */
  static String text(String text, int most) {
    String safe = text(text);
    return safe.length() <= most ? safe : safe.substring(0, Math.max(0, most - 1)) + "…";
  }
}
