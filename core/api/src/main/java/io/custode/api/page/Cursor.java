// SPDX-License-Identifier: Apache-2.0
package io.custode.api.page;

import io.custode.api.error.Invalid;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Keyset cursors: the sort values of a page's last row, in order, as one opaque text. For
 * implementers of lists only.
 */
public final class Cursor {
  private Cursor() {}

  /**
   * @return the cursor after a row with these sort values; no value holds the character NUL
   */
  public static String of(String... values) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join("\0", values).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param values how many sort values the list has
   * @throws Invalid if the cursor is none of this list
   */
  public static List<String> read(String cursor, int values) {
    try {
      var parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\0", -1);
      if (parts.length == values) {
        return List.of(parts);
      }
    } catch (IllegalArgumentException e) {
      // not Base64: falls through to the same refusal
    }
    throw Invalid.field("cursor", "is none of ours");
  }
}
