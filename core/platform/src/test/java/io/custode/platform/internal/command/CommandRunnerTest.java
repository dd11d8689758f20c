// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.api.access.Principal;
import io.custode.api.access.RequiresPermission;
import io.custode.api.audit.AuditEntry;
import io.custode.api.audit.AuditQuery;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandInfo;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.Forbidden;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.id.Uuid7;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.PluginId;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.TestMappings;
import io.custode.platform.internal.access.Catalogues;
import io.custode.platform.internal.gate.WorkGate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every door gets when it runs a command. */
class CommandRunnerTest {
  record Rung(String who, String tenant, String door, int times) {}

  @CommandName(value = "msp.bell-ring", description = "Ring")
  @RequiresPermission("core.bell.ring")
  static final class Ring implements Command<Ring.Input, Rung> {
    record Input(int times) {}

    final List<Integer> done = new ArrayList<>();

    @Override
    public Rung execute(Input input, CommandContext context) {
      done.add(input.times());
      if (input.times() > 9) {
        throw new IllegalStateException("the rope of 7 tore");
      }
      return new Rung(
          context.principal().name(),
          String.valueOf(context.tenant()),
          context.door(),
          input.times());
    }
  }

  @CommandName(value = "msp.bell-ring", description = "Another of that name")
  @RequiresPermission("core.bell.ring")
  static final class Usurper implements Command<Usurper.Input, Rung> {
    record Input() {}

    @Override
    public Rung execute(Input input, CommandContext context) {
      throw new AssertionError("the first of a name stays");
    }
  }

  @CommandName(value = "msp.bell-show", description = "Show")
  @RequiresPermission("core.bell.read")
  @Risk(RiskClass.READ)
  static final class Show implements Command<Show.Input, Show.Input> {
    record Input() {}

    @Override
    public Input execute(Input input, CommandContext context) {
      return input;
    }
  }

  @CommandName(value = "msp.bell-melt", description = "Needs what nobody declares")
  @RequiresPermission("core.bell.melt")
  static final class Melt implements Command<Show.Input, Show.Input> {
    @Override
    public Show.Input execute(Show.Input input, CommandContext context) {
      throw new AssertionError("nobody may");
    }
  }

  private final TestMappings mappings = new TestMappings();
  private final Ring ring = new Ring();
  private final Principal ringer =
      Platform.technician("ringer-" + Uuid7.next(), "core.bell.ring", "core.bell.read");
  private final Principal guest = Platform.technician("guest-" + Uuid7.next());
  private Platform platform;
  private CommandRunner commands;
  private final WorkGate gate = new WorkGate();

  private void on(TestDatabases kind) {
    platform = new Platform(kind);
    commands =
        new CommandRunner(
            platform.callers,
            platform.callers,
            platform.binder,
            Catalogues.of("core.bell.ring", "core.bell.read"),
            platform.audit,
            gate,
            platform.calls(gate),
            mappings);
    List.of(ring, new Usurper(), new Show(), new Melt()).forEach(commands::bindCommand);
  }

  private Json run(Principal who, String name, String input) {
    return platform.as(who, () -> commands.run(name, new Json(input)));
  }

  /** What the record says that he did: outcome and command. */
  private List<String> told(Principal who) {
    platform.deliverAudit();
    return platform
        .as(
            platform.boss,
            () ->
                platform.audit.find(
                    new AuditQuery(who.id().value(), null, null), PageRequest.first()))
        .items()
        .stream()
        .map(CommandRunnerTest::line)
        .toList();
  }

  private static String line(AuditEntry entry) {
    return entry.outcome() + " " + entry.target() + " " + entry.detail().text();
  }

  /** Its plugin's next version may bring it. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aCommandThatIsNotThereWhileItsPluginChangesIsWaitedFor(TestDatabases kind) throws Exception {
    on(kind);
    var acme = PluginId.of("acmebell");
    gate.hold(acme);
    var asked = new FutureTask<>(() -> run(ringer, "acmebell.bell-ring", "{}"));
    var thread = new Thread(asked);
    thread.start();
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

    gate.open(acme);

    assertThatThrownBy(asked::get).hasCauseInstanceOf(NotFound.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void runsAsTheCallerInHisTenantAndTellsSo(TestDatabases kind) {
    on(kind);
    var acme = platform.tenant("Acme");
    var contact =
        new Principal(
            Principal.Kind.CONTACT,
            ringer.id(),
            ringer.name(),
            acme,
            java.util.Set.of("core.bell.ring"));
    var result =
        platform.json.<Rung>read(run(contact, "msp.bell-ring", "{\"times\":3}"), Rung.class);
    assertThat(result).isEqualTo(new Rung(ringer.name(), acme.value(), "rest", 3));
    platform.deliverAudit();
    assertThat(
            platform
                .in(
                    acme,
                    () ->
                        platform.audit.find(
                            new AuditQuery(ringer.id().value(), null, null), PageRequest.first()))
                .items())
        .extracting(CommandRunnerTest::line)
        .containsExactly("done command/msp.bell-ring {}");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoMayNotDoesNothingAndIsTold(TestDatabases kind) {
    on(kind);
    assertThatThrownBy(() -> run(guest, "msp.bell-ring", "{\"times\":3}"))
        .isInstanceOf(Forbidden.class);
    assertThat(ring.done).isEmpty();
    assertThat(told(guest))
        .singleElement()
        .asString()
        .startsWith("refused command/msp.bell-ring")
        .contains("core.bell.ring");
    assertThat(platform.as(guest, commands::list)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aPermissionThatNobodyDeclaresNobodyHas(TestDatabases kind) {
    on(kind);
    assertThatThrownBy(() -> run(platform.boss, "msp.bell-melt", "{}"))
        .isInstanceOf(Forbidden.class);
    assertThat(platform.as(platform.boss, commands::list))
        .extracting(CommandInfo::name)
        .containsExactly("msp.bell-ring", "msp.bell-show");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void wrongInputAndFailuresAreTold(TestDatabases kind) {
    on(kind);
    for (var wrong : List.of("{}", "{\"times\":\"x\"}", "{\"times\":1,\"loud\":true}", "[]")) {
      assertThatThrownBy(() -> run(ringer, "msp.bell-ring", wrong)).isInstanceOf(Invalid.class);
    }
    assertThat(ring.done).isEmpty();
    assertThatThrownBy(() -> run(ringer, "msp.bell-ring", "{\"times\":10}"))
        .hasMessageContaining("rope");
    assertThat(told(ringer))
        .hasSize(5)
        .allMatch(line -> line.startsWith("failed command/msp.bell-ring"))
        // what an exception says may be anything
        .noneMatch(line -> line.contains("rope"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void readingIsToldOfTheShellOnly(TestDatabases kind) {
    on(kind);
    run(ringer, "msp.bell-show", "{}");
    assertThat(told(ringer)).isEmpty();
    platform.doors.as(ringer, "shell", () -> commands.run("msp.bell-show", Json.EMPTY));
    assertThat(told(ringer)).containsExactly("done command/msp.bell-show {}");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatWasWithdrawnIsGone(TestDatabases kind) {
    on(kind);
    int before = mappings.out();
    commands.unbindCommand(ring);
    assertThatThrownBy(() -> run(ringer, "msp.bell-ring", "{\"times\":3}"))
        .isInstanceOf(NotFound.class);
    assertThat(mappings.out()).isEqualTo(before - 1);
  }
}
