// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.error.Invalid;
import io.custode.api.json.Json;
import io.custode.platform.internal.audit.Longest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What may be said of a role, and what the audit says of it. */
final class RoleText {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,29}");
  private static final int MOST = 500;

  private RoleText() {}

  static String description(@Nullable String text) {
    var plain = text == null ? "" : text.strip();
    if (plain.length() > 200) {
      throw Invalid.field("description", "must be at most 200 characters");
    }
    return plain;
  }

  /**
   * @param known whether there is such a permission
   */
  static void check(String name, List<String> permissions, Predicate<String> known) {
    if (!NAME.matcher(name).matches()) {
      throw Invalid.field("name", "must be 2 to 30 of a-z, 0-9 and dash, beginning with a letter");
    }
    if (permissions.isEmpty() || permissions.size() > MOST) {
      throw Invalid.field("permissions", "must be 1 to " + MOST);
    }
    var unknown =
        permissions.stream()
            .filter(id -> !known.test(id))
            .map(id -> id.matches("[a-z0-9.-]{1,100}") ? id : "one that is no id")
            .distinct()
            .limit(10)
            .toList();
    if (!unknown.isEmpty()) {
      throw Invalid.field(
          "permissions",
          "must be permissions that there are; there is no " + String.join(", ", unknown));
    }
  }

  /** Each short enough for an entry; one at least. */
  static List<Json> details(Set<String> more, Set<String> fewer) {
    var details = new ArrayList<Json>();
    add(details, "more", more);
    add(details, "fewer", fewer);
    return details.isEmpty() ? List.of(Json.EMPTY) : details;
  }

  private static void add(List<Json> details, String what, Collection<String> ids) {
    var some = new ArrayList<String>();
    for (var id : new TreeSet<>(ids)) {
      some.add(id);
      if (json(what, some).text().length() > Longest.DETAIL) {
        some.remove(some.size() - 1);
        details.add(json(what, some));
        some.clear();
        some.add(id);
      }
    }
    if (!some.isEmpty()) {
      details.add(json(what, some));
    }
  }

  private static Json json(String what, List<String> ids) {
    return new Json(
        ids.stream().collect(Collectors.joining("\",\"", "{\"" + what + "\":[\"", "\"]}")));
  }
}
