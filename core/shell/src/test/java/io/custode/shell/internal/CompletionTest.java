// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import static io.custode.shell.internal.Samples.command;
import static io.custode.shell.internal.Samples.oneOf;
import static io.custode.shell.internal.Samples.optional;
import static io.custode.shell.internal.Samples.repeated;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionTest {
  private final io.custode.api.command.CommandInfo command =
      command(
          "msp.asset-list",
          oneOf("kind", "SERVER", "PRINTER"),
          repeated("tag", "string"),
          optional("all", "boolean"));

  private List<String> after(String... words) {
    return Completion.arguments(command, List.of(words)).stream()
        .map(Completion.Proposal::value)
        .toList();
  }

  @Test
  void commandsByTheirTypedName() {
    assertThat(Completion.commands(List.of(command)))
        .containsExactly(new Completion.Proposal("msp:asset-list", "Does things"));
  }

  @Test
  void valuesOfAnEnum() {
    assertThat(after("--kind")).containsExactly("SERVER", "PRINTER");
  }

  @Test
  void optionsThatAreLeft() {
    assertThat(after("--kind", "SERVER", "--tag", "a", "--all", "--json"))
        .containsExactly("--tag", "--tenant", "--help");
  }
}
