// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.error.Invalid;
import java.util.Arrays;
import java.util.regex.Pattern;

/** What a password must be. Length is what counts (NIST SP 800-63B); no classes of characters. */
final class PasswordRules {
  static final int SHORTEST = 12;
  static final int LONGEST = 256;
  private static final int DIFFERENT = 5;

  /** In the shell the code of a second factor comes after the password and a blank. */
  private static final Pattern LIKE_WITH_CODE = Pattern.compile(".* [0-9]{6}", Pattern.DOTALL);

  private PasswordRules() {}

  /**
   * @throws Invalid saying which rule it breaks, never the password
   */
  static void check(String user, char[] password) {
    if (password.length < SHORTEST || password.length > LONGEST) {
      throw Invalid.field("password", "must be " + SHORTEST + " to " + LONGEST + " characters");
    }
    var text = new String(password);
    if (text.chars().distinct().count() < DIFFERENT) {
      throw Invalid.field("password", "must have at least " + DIFFERENT + " different characters");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw Invalid.field("password", "must have no control characters");
    }
    if (text.toLowerCase(java.util.Locale.ROOT).contains(user)) {
      throw Invalid.field("password", "must not contain the sign-in name");
    }
    if (LIKE_WITH_CODE.matcher(text).matches()) {
      throw Invalid.field("password", "must not end in a blank and six digits");
    }
  }

  static void wipe(char[] password) {
    Arrays.fill(password, '\0');
  }
}
