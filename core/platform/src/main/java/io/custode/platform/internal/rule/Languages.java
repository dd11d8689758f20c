// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rule;

import io.custode.api.error.Invalid;
import java.util.List;

/** In which the platform speaks to people. */
public final class Languages {
  public static final List<String> ALL = List.of("en", "it");

  private Languages() {}

  /**
   * @return the same
   * @throws Invalid if it is none of them
   */
  public static String check(String language) {
    if (!ALL.contains(language)) {
      throw Invalid.field("language", "must be en or it");
    }
    return language;
  }
}
