// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.command;

import io.custode.api.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** The two options that every listing command has. */
public final class Listing {
  /** Documentation of {@code limit}. */
  public static final String LIMIT = "Rows, 1 to 500; default 50";

  /** Documentation of {@code cursor}. */
  public static final String CURSOR = "The page after this one: 'next' of the page before";

  private Listing() {}

  public static PageRequest page(@Nullable Integer limit, @Nullable String cursor) {
    return new PageRequest(limit == null ? PageRequest.DEFAULT : limit, cursor);
  }
}
