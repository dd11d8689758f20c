// SPDX-License-Identifier: Apache-2.0
package io.custode.api.search;

import io.custode.api.error.Invalid;
import java.util.Set;

/**
 * What to look for.
 *
 * @param text words that must all be there, in any order; each may be the beginning of a word. Case
 *     and accents do not matter. 1 to 200 characters
 * @param kinds names of the kinds to look among; empty for all
 */
public record SearchQuery(String text, Set<String> kinds) {
  /** Most characters of the text. */
  public static final int LONGEST = 200;

  public SearchQuery {
    kinds = Set.copyOf(kinds);
    if (text.isBlank() || text.length() > LONGEST) {
      throw Invalid.field("text", "must have 1 to " + LONGEST + " characters");
    }
    if (kinds.size() > 50) {
      throw Invalid.field("kinds", "must be 50 at most");
    }
  }

  /**
   * @return a query among all kinds
   */
  public static SearchQuery of(String text) {
    return new SearchQuery(text, Set.of());
  }
}
