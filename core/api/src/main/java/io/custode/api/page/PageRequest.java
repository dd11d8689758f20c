// SPDX-License-Identifier: Apache-2.0
package io.custode.api.page;

import io.custode.api.error.Invalid;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list.
 *
 * @param limit items wanted, 1 to 500
 * @param cursor {@link Page#next()} of the page before, or null for the first
 */
public record PageRequest(int limit, @Nullable String cursor) {
  /** Most items in a page. */
  public static final int MAX = 500;

  /** Items in a page if the caller does not say. */
  public static final int DEFAULT = 50;

  /** Most characters of a cursor: two sort values of 200 characters of any script, and an id. */
  public static final int LONGEST_CURSOR = 2_400;

  public PageRequest {
    if (limit < 1 || limit > MAX) {
      throw Invalid.field("limit", "must be 1 to " + MAX);
    }
    if (cursor != null && cursor.length() > LONGEST_CURSOR) {
      throw Invalid.field("cursor", "is none of ours");
    }
  }

  /**
   * @return the first page of the usual size
   */
  public static PageRequest first() {
    return new PageRequest(DEFAULT, null);
  }

  /**
   * @return the first page of that size
   */
  public static PageRequest first(int limit) {
    return new PageRequest(limit, null);
  }
}
