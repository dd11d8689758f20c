// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rule;

import io.custode.api.error.Invalid;
import org.jspecify.annotations.Nullable;

/** What a text from outside must be before it is stored. */
public final class Text {
  /** Longest name. */
  public static final int NAME = 200;

  private Text() {}

  /**
   * @return the name without blanks around it
   */
  public static String name(String field, @Nullable String value) {
    var text = optional(field, value, NAME);
    if (text == null) {
      throw Invalid.field(field, "is required");
    }
    return text;
  }

  /**
   * @return the text without blanks around it, or null if there is nothing else
   */
  public static @Nullable String optional(String field, @Nullable String value, int max) {
    if (value == null || value.isBlank()) {
      return null;
    }
    var text = value.strip();
    if (text.length() > max) {
      throw Invalid.field(field, "must be at most " + max + " characters");
    }
    if (text.codePoints().anyMatch(Text::isForbidden)) {
      throw Invalid.field(field, "must not hold control characters");
    }
    return text;
  }

  /**
   * @return a LIKE pattern that finds the text anywhere; the escape character is {@code !}
   */
  public static String contains(String text) {
    return "%"
        + text.toLowerCase(java.util.Locale.ROOT)
            .replace("!", "!!")
            .replace("%", "!%")
            .replace("_", "!_")
        + "%";
  }

  // unpaired surrogates and NUL cannot be stored in PostgreSQL; format characters hide text from
  // readers
  private static boolean isForbidden(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL || type == Character.SURROGATE || type == Character.FORMAT;
  }
}
