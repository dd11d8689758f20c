// SPDX-License-Identifier: Apache-2.0
package io.custode.api.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items at most as many as asked for
 * @param next cursor of the next page, or null on the last one; opaque: pass it on, never build or
 *     parse it
 */
public record Page<T>(List<T> items, @Nullable String next) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * @return the same page with each item converted
   */
  public <R> Page<R> map(Function<? super T, ? extends R> convert) {
    return new Page<>(items.stream().<R>map(convert).toList(), next);
  }

  /**
   * Cuts a page out of rows that were read with {@code limit + 1}.
   *
   * @param rows one more than the limit if there is a next page
   * @param cursor makes the cursor after a row, see {@link Cursor#of}
   */
  public static <E> Page<E> cut(List<E> rows, PageRequest request, Function<E, String> cursor) {
    if (rows.size() <= request.limit()) {
      return new Page<>(rows, null);
    }
    var items = rows.subList(0, request.limit());
    return new Page<>(items, cursor.apply(items.get(items.size() - 1)));
  }
}
