// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import io.custode.api.command.CommandInfo;
import io.custode.api.command.CommandInfo.Field;
import io.custode.api.command.RiskClass;
import java.util.List;

/** Commands for tests. */
final class Samples {
  private Samples() {}

  static CommandInfo command(String name, Field... fields) {
    return new CommandInfo(
        name, "Does things", "core.thing.do", RiskClass.CHANGE, "core", List.of(fields), List.of());
  }

  static Field required(String name, String type) {
    return new Field(name, type, true, false, "The " + name, List.of());
  }

  static Field optional(String name, String type) {
    return new Field(name, type, false, false, "The " + name, List.of());
  }

  static Field repeated(String name, String type) {
    return new Field(name, type, false, true, "The " + name, List.of());
  }

  static Field oneOf(String name, String... values) {
    return new Field(name, "enum", false, false, "The " + name, List.of(values));
  }
}
