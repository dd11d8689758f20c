// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import io.custode.testing.ShellResult;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@CustodeTest
class ShellIT {
  private static final Pattern KARAF_COMMAND =
      Pattern.compile("(?m)^([a-z][\\w]*:[\\w.-]+)\\s*\\|");
  private static final String NEEDED = "This needs the permission core.shell.karaf.";

  /** Somebody who may use the shell, but not Karaf's own commands. */
  private record Technician(Custode custode, String name, String password) {
    static Technician in(Custode custode) {
      String name = "tech-" + UUID.randomUUID().toString().substring(0, 8);
      var added = custode.shell("msp:user-add --name " + name + " --role technician --json").json();
      return new Technician(custode, name, added.path("password").asText());
    }

    ShellResult shell(String line) {
      return custode.shell(name, password, line);
    }
  }

  @Test
  void resultOnStdoutTheRestOnStderr(Custode custode) {
    var listed = custode.shell("msp:tenant-list --json").ok();
    assertThat(listed.json().path("items").isArray()).isTrue();
    assertThat(listed.err()).isEmpty();
    var wrong = custode.shell("msp:tenant-list --limit many --json");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err()).contains("--limit must be a whole number").doesNotContain("Exception");
  }

  @Test
  void unknownCommandSaysSo(Custode custode) {
    var unknown = custode.shell("msp:does-not-exist");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.out()).isEmpty();
    assertThat(unknown.err()).startsWith("There is no command msp:does-not-exist");
  }

  @Test
  void administratorHasKarafsCommands(Custode custode) {
    assertThat(custode.shell("bundle:list | grep 'Custode API'").ok().out())
        .contains("Custode API");
  }

  /** One by one, whatever is registered: nothing of Karaf's answers without the permission. */
  @Test
  void everyCommandOfKarafsNeedsThePermission(Custode custode) {
    var commands = new TreeSet<String>();
    var names =
        KARAF_COMMAND.matcher(
            custode.shell("*:help").ok().out().replaceAll("\u001b\\[[0-9;]*m", ""));
    while (names.find()) {
      commands.add(names.group(1));
    }
    commands.removeIf(name -> name.startsWith("msp:"));
    assertThat(commands)
        .as("the list that is walked")
        .contains(
            "bundle:install", "shell:exec", "shell:source", "log:set", "shell:new", "shell:cat")
        .hasSizeGreaterThan(60);
    Technician technician = Technician.in(custode);
    ShellResult refused =
        custode.shell(technician.name(), technician.password(), List.copyOf(commands));
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out()).as("nothing answered").isEmpty();
    assertThat(refused.err().lines())
        .hasSameSizeAs(commands)
        .allMatch(line -> line.startsWith(NEEDED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$.context bundles",
        "($.context getBundle 0) stop",
        "x = {shell:exec id}; $x",
        "msp:tenant-list; shell:exec id",
        "msp:tenant-list | shell:cat",
        "msp:tenant-list > /tmp/custode-shell-it",
        "msp:tenant-list $(shell:exec id)",
        "each [1] { bundle:list }",
        "shell:exec id",
        "exec id",
        "*:help",
        "%(1+1)"
      })
  void noWayIntoKarafsLanguage(String line, Custode custode) {
    ShellResult result = Technician.in(custode).shell(line);
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith(NEEDED);
  }

  @Test
  void whatSomebodyMayHeMayInTheShell(Custode custode) {
    Technician technician = Technician.in(custode);
    assertThat(technician.shell("msp:tenant-list --json").ok().json().has("items")).isTrue();
    ShellResult refused = technician.shell("msp:user-list");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).startsWith("This needs the permission core.user.read.");
    assertThat(technician.shell("help").ok().out())
        .contains("msp:tenant-list")
        .doesNotContain("msp:user-list");
  }

  @Test
  void refusalsAndKarafLinesAreAuditedAsTheUser(Custode custode) {
    Technician technician = Technician.in(custode);
    technician.shell("shell:exec id");
    custode.shell("bundle:list | grep password=hunter2hunter2");
    // of this verb only: other tests on the same platform are recorded at the same time
    var entries =
        custode.shell("msp:audit-list --verb core.shell.karaf --json").ok().json().path("items");
    var refused =
        find(entries, technician.name(), "core.shell.karaf", "refused", "shell/shell:exec");
    assertThat(refused.path("door").asText()).isEqualTo("shell");
    var done = find(entries, "admin", "core.shell.karaf", "done", "shell/bundle:list");
    assertThat(done.toString()).contains("grep password=***").doesNotContain("hunter2");
  }

  private static com.fasterxml.jackson.databind.JsonNode find(
      com.fasterxml.jackson.databind.JsonNode entries,
      String actor,
      String verb,
      String outcome,
      String target) {
    for (var entry : entries) {
      var is =
          List.of(
              entry.path("actor").asText(),
              entry.path("verb").asText(),
              entry.path("outcome").asText(),
              entry.path("target").asText());
      if (is.equals(List.of(actor, verb, outcome, target))) {
        return entry;
      }
    }
    return fail("No such entry in " + entries);
  }

  @Test
  void noEventIsStuckAndNoneCanBeDecidedOn(Custode custode) {
    assertThat(custode.shell("msp:stuck-event-list --json").ok().json().path("items")).isEmpty();
    var technician = Technician.in(custode);
    for (var verb : List.of("replay", "drop")) {
      var line = "msp:stuck-event-" + verb + " " + UUID.randomUUID();
      var unknown = custode.shell(line);
      assertThat(unknown.exit()).as(line).isEqualTo(1);
      assertThat(unknown.err()).contains("There is no stuck event").hasLineCount(1);
      var refused = technician.shell(line);
      assertThat(refused.exit()).as(line).isEqualTo(1);
      assertThat(refused.err()).startsWith("This needs the permission core.stuck-event.decide.");
    }
  }

  @Test
  void wrongPasswordIsNotLetIn(Custode custode) {
    Technician technician = Technician.in(custode);
    ShellResult result = custode.shell(technician.name(), "wrong-password", "msp:tenant-list");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("did not let us in");
  }
}
