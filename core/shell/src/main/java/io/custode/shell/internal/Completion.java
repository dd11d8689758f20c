// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import io.custode.api.command.CommandInfo;
import io.custode.api.command.CommandInfo.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What may come next on a line. */
final class Completion {
  private Completion() {}

  /**
   * A proposal.
   *
   * @param value the whole word
   * @param description may be empty
   */
  record Proposal(String value, String description) {}

  /** Names of commands. */
  static List<Proposal> commands(List<CommandInfo> commands) {
    return commands.stream().map(c -> new Proposal(Help.typed(c.name()), c.description())).toList();
  }

  /**
   * @param before the words of the command before the one that is being typed, without its name
   * @return values if an option waits for one of a known set, else the options that are left
   */
  static List<Proposal> arguments(CommandInfo command, List<String> before) {
    Optional<Field> open = waiting(command, before);
    if (open.isPresent()) {
      return open.get().values().stream().map(v -> new Proposal(v, "")).toList();
    }
    if (!before.isEmpty() && before.get(before.size() - 1).equals(Arguments.TENANT)) {
      return List.of();
    }
    var proposals = new ArrayList<Proposal>();
    command.input().stream()
        .filter(f -> !Arguments.isSecret(f))
        .filter(f -> f.list() || !before.contains(Arguments.option(f)))
        .forEach(f -> proposals.add(new Proposal(Arguments.option(f), f.doc())));
    Stream.of(Arguments.TENANT, Arguments.JSON, Arguments.HELP)
        .filter(o -> !before.contains(o))
        .forEach(o -> proposals.add(new Proposal(o, "")));
    return proposals;
  }

  private static Optional<Field> waiting(CommandInfo command, List<String> before) {
    if (before.isEmpty()) {
      return Optional.empty();
    }
    String last = before.get(before.size() - 1);
    return command.input().stream()
        .filter(f -> !f.type().equals("boolean") && Arguments.option(f).equals(last))
        .findFirst();
  }
}
