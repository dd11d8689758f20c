// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rule;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists that are read to their end. */
public final class Pages {
  private Pages() {}

  /** What is there, in pages as long as there may be. */
  public static <T> void each(Function<PageRequest, Page<T>> list, Consumer<? super T> what) {
    @Nullable String cursor = null;
    do {
      var page = list.apply(new PageRequest(PageRequest.MAX, cursor));
      page.items().forEach(what);
      cursor = page.next();
    } while (cursor != null);
  }
}
