// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import io.custode.api.command.CommandInfo;
import io.custode.api.command.CommandInfo.Field;
import java.util.List;
import java.util.stream.Collectors;

/** Help texts. */
final class Help {
  private Help() {}

  /**
   * @param name {@code msp.asset-list}
   * @return as it is typed, {@code msp:asset-list}
   */
  static String typed(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot) + ":" + name.substring(dot + 1);
  }

  /** All commands, one a line. */
  static String list(List<CommandInfo> commands) {
    int longest = commands.stream().mapToInt(c -> c.name().length()).max().orElse(0);
    String lines =
        commands.stream()
            .map(
                c ->
                    typed(c.name())
                        + " ".repeat(longest - c.name().length() + 2)
                        + c.description()
                        + "\n")
            .collect(Collectors.joining());
    return lines + "\n<command> --help says more about one.\n";
  }

  /** One command. */
  static String of(CommandInfo command) {
    var text = new StringBuilder();
    text.append(typed(command.name())).append(" - ").append(command.description()).append("\n\n");
    command.input().forEach(f -> row(text, usage(f), doc(f)));
    row(text, Arguments.TENANT + " <TenantId>", "Tenant to work in");
    row(text, Arguments.JSON, "Write all of the result as JSON");
    row(text, Arguments.HELP, "Show this");
    text.append("\nNeeds the permission ").append(command.permission()).append(".\n");
    return text.toString();
  }

  private static void row(StringBuilder text, String option, String doc) {
    text.append("  ").append(option).append(" ".repeat(Math.max(1, 32 - option.length())));
    text.append(doc).append('\n');
  }

  private static String usage(Field field) {
    String option = Arguments.option(field);
    if (Arguments.isSecret(field)) {
      return "(" + field.name() + ")";
    }
    return field.type().equals("boolean") ? option : option + " <" + field.type() + ">";
  }

  private static String doc(Field field) {
    var text = new StringBuilder(field.doc());
    if (!field.values().isEmpty()) {
      text.append(text.isEmpty() ? "" : "; ").append(String.join(" | ", field.values()));
    }
    if (field.required()) {
      text.append(" (required)");
    }
    if (Arguments.isSecret(field)) {
      text.append(" (asked for, or read from standard input)");
    }
    if (field.list()) {
      text.append(" (may be repeated)");
    }
    return text.toString().strip();
  }
}
