// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import static io.custode.shell.internal.Samples.command;
import static io.custode.shell.internal.Samples.oneOf;
import static io.custode.shell.internal.Samples.optional;
import static io.custode.shell.internal.Samples.repeated;
import static io.custode.shell.internal.Samples.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.custode.api.error.Invalid;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private static Arguments parse(io.custode.api.command.CommandInfo command, String... words) {
    return Arguments.parse(command, List.of(words));
  }

  @Test
  void aSecretIsNoPartOfALine() {
    var command = command("msp.x", required("name", "SecretName"), required("value", "secret"));
    assertThat(parse(command, "core.smtp").input()).containsOnly(entry("name", "core.smtp"));
    for (var wrong : List.of("--value=hunter2", "hunter2")) {
      assertThatThrownBy(() -> parse(command, "core.smtp", wrong)).isInstanceOf(Invalid.class);
    }
    assertThatThrownBy(() -> parse(command, "core.smtp", "--value=hunter2"))
        .hasMessageContaining("asked for")
        .hasMessageNotContaining("hunter2");
    assertThat(Help.of(command)).doesNotContain("--value").contains("asked for");
    assertThat(Completion.arguments(command, List.of()))
        .extracting(Completion.Proposal::value)
        .contains("--name")
        .doesNotContain("--value");
  }

  @Test
  void optionsAreKebabCaseAndTyped() {
    var command =
        command(
            "msp.x",
            required("asset", "AssetId"),
            optional("validFor", "duration"),
            optional("limit", "integer"),
            optional("dryRun", "boolean"),
            optional("input", "json"),
            oneOf("runState", "STILL_ON", "OFF"),
            repeated("tag", "string"));
    var parsed =
        parse(
            command,
            "--asset",
            "a1",
            "--valid-for=PT1H",
            "--limit",
            "-5",
            "--dry-run",
            "--input",
            "{\"a\":1}",
            "--run-state",
            "still-on",
            "--tag",
            "x",
            "--tag",
            "y");
    assertThat(parsed.input())
        .containsOnly(
            entry("asset", "a1"),
            entry("validFor", "PT1H"),
            entry("limit", -5L),
            entry("dryRun", true),
            entry("input", new Json("{\"a\":1}")),
            entry("runState", "STILL_ON"),
            entry("tag", List.of("x", "y")));
    assertThat(parsed.json()).isFalse();
    assertThat(parsed.tenant()).isNull();
  }

  @Test
  void looseWordsFillRequiredFieldsInOrder() {
    var command = command("msp.x", required("source", "string"), required("name", "string"));
    assertThat(parse(command, "file:a.jar", "--", "--odd").input())
        .containsOnly(entry("source", "file:a.jar"), entry("name", "--odd"));
  }

  @Test
  void globalOptions() {
    TenantId tenant = TenantId.next();
    var parsed = parse(command("msp.x"), "--tenant", tenant.value(), "--json");
    assertThat(parsed.tenant()).isEqualTo(tenant);
    assertThat(parsed.json()).isTrue();
  }

  @Test
  void helpNeedsNothingElse() {
    assertThat(parse(command("msp.x", required("a", "string")), "--help").help()).isTrue();
  }

  @Test
  void everyMistakeIsNamedAtOnce() {
    var command =
        command(
            "msp.x",
            required("asset", "AssetId"),
            optional("limit", "integer"),
            optional("on", "boolean"),
            oneOf("state", "A", "B"));
    assertThatThrownBy(
            () ->
                parse(
                    command,
                    "--limit",
                    "many",
                    "--on=perhaps",
                    "--state",
                    "C",
                    "--nope",
                    "--tenant",
                    "acme",
                    "--limit",
                    "2",
                    "--limit",
                    "3"))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("--asset is required")
        .hasMessageContaining("--limit must be a whole number")
        .hasMessageContaining("--limit is given twice")
        .hasMessageContaining("--on must be true or false")
        .hasMessageContaining("--state must be one of A, B")
        .hasMessageContaining("--nope is no option of msp:x")
        .hasMessageContaining("--tenant must be the id of a tenant");
  }

  @Test
  void optionWithoutValueAndSurplusWord() {
    assertThatThrownBy(() -> parse(command("msp.x", optional("a", "string")), "b", "--a"))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("'b' belongs to no option")
        .hasMessageContaining("--a needs a value");
  }
}
