// SPDX-License-Identifier: Apache-2.0
package io.custode.testing.fake;

import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.List;
import java.util.function.Function;

/** Pages of lists that are all in memory; the cursor is the id of the last item. */
final class Pages {
  private Pages() {}

  static <T> Page<T> cut(List<T> all, PageRequest page, Function<T, String> id) {
    int from = 0;
    if (page.cursor() != null) {
      var last = Cursor.read(page.cursor(), 1).get(0);
      from = all.stream().map(id).toList().indexOf(last) + 1;
    }
    var rows = all.subList(from, Math.min(all.size(), from + page.limit() + 1));
    return Page.cut(rows, page, row -> Cursor.of(id.apply(row)));
  }
}
