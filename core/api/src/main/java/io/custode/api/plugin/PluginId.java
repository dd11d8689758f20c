// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import io.custode.api.error.Invalid;
import io.custode.api.id.Id;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Id of a plugin: its REST path, shell scope, permission prefix and, with {@code p} before it, its
 * schema.
 */
public record PluginId(String value) implements Id {
  private static final Pattern TEXT = Pattern.compile("[a-z][a-z0-9]{2,29}");
  private static final Set<String> TAKEN = Set.of("core", "msp", "gateway", "lifecycle", "custode");

  /** With {@code p} before them: PostgreSQL's own schema, and words that it or Derby reserve. */
  private static final Set<String> NO_SCHEMA =
      Set.of(
          "artial",
          "lacing",
          "repare",
          "reserve",
          "rimary",
          "rior",
          "rivileges",
          "rocedure",
          "ublic");

  public PluginId {
    if (value == null
        || !TEXT.matcher(value).matches()
        || TAKEN.contains(value)
        || NO_SCHEMA.contains(value)) {
      throw Invalid.field(
          "plugin",
          "is no plugin id: 3 to 30 of a-z and 0-9, beginning with a letter, and not a name of core's"
              + " or, with p before it, of the database's");
    }
  }

  public static PluginId of(String value) {
    return new PluginId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
