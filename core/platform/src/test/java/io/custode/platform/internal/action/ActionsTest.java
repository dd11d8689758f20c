// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.action.Action;
import io.custode.api.action.ActionId;
import io.custode.api.action.ActionQuery;
import io.custode.api.action.ActionState;
import io.custode.api.action.NewAction;
import io.custode.api.agent.AgentId;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.NewAsset;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.core.capability.Capabilities;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.asset.JpaAssets;
import io.custode.platform.internal.asset.TestClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActionsTest {
  private static final class Bench {
    final Platform platform;
    final JpaActions actions;
    final JpaActionQueue queue;
    final ActionSweep sweep;
    final JpaAssets assets;
    final TenantId acme;
    final AssetId pc;

    Bench(TestDatabases kind) {
      platform = new Platform(kind);
      assets =
          new JpaAssets(
              platform.store,
              platform.binder,
              platform.tenants,
              platform.sites,
              platform.events,
              platform.audit,
              platform.json);
      actions =
          new JpaActions(
              platform.store,
              platform.binder,
              platform.callers,
              assets,
              platform.events,
              platform.audit);
      queue = new JpaActionQueue(platform.store, platform.binder, platform.events);
      sweep = new ActionSweep(platform.store, platform.binder, platform.events);
      acme = platform.tenant("Acme");
      pc = platform.in(acme, () -> TestClaims.claim(platform, AgentId.next(), "pc-1"));
    }

    /** As the runner of jobs does. */
    void sweep(Instant now) {
      platform.as(
          platform.doors.system("core.action-sweep"),
          () -> {
            sweep.sweep(now);
            return true;
          });
    }

    Action request(
        @Nullable String lock,
        int priority,
        @Nullable Instant notBefore,
        @Nullable Instant expires) {
      return platform.in(
          acme,
          () ->
              actions.request(
                  new NewAction(
                      pc,
                      "run-script",
                      new Json("{\"script\":\"true\"}"),
                      notBefore,
                      expires,
                      lock,
                      priority)));
    }

    List<ActionId> due() {
      return platform.in(acme, () -> queue.due(pc)).stream().map(Action::id).toList();
    }

    Action get(ActionId id) {
      return platform.in(acme, () -> actions.get(id)).orElseThrow();
    }

    void run(Runnable work) {
      platform.in(
          acme,
          () -> {
            work.run();
            return true;
          });
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theFirstLastWordCounts(TestDatabases kind) {
    var bench = new Bench(kind);
    var id = bench.request(null, 0, null, null).id();
    assertThat(bench.due()).containsExactly(id);
    bench.run(() -> bench.queue.sent(List.of(id)));
    assertThat(bench.due()).as("sent ones are given again").containsExactly(id);
    bench.run(() -> bench.queue.started(id, Instant.now()));
    assertThat(bench.get(id).state()).isEqualTo(ActionState.RUNNING);
    bench.run(() -> bench.queue.sent(List.of(id)));
    assertThat(bench.get(id).state())
        .as("a late 'sent' changes nothing")
        .isEqualTo(ActionState.RUNNING);
    bench.run(
        () ->
            bench.queue.finished(
                id, ActionState.SUCCEEDED, new Json("{\"exitCode\":0}"), null, Instant.now()));
    bench.run(() -> bench.queue.finished(id, ActionState.FAILED, null, "late", Instant.now()));
    bench.run(() -> bench.queue.started(id, Instant.now()));
    assertThat(bench.get(id).state()).isEqualTo(ActionState.SUCCEEDED);
    assertThat(bench.get(id).output()).isEqualTo(new Json("{\"exitCode\":0}"));
    assertThat(bench.due()).isEmpty();
    assertThat(
            bench.platform.in(
                bench.acme,
                () ->
                    bench.queue.finished(
                        ActionId.next(), ActionState.FAILED, null, "?", Instant.now())))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void locksPrioritiesAndTimesDecideWhatIsDue(TestDatabases kind) {
    var bench = new Bench(kind);
    var first = bench.request("apt", 0, null, null).id();
    var second = bench.request("apt", 0, null, null).id();
    var urgent = bench.request(null, 50, null, null).id();
    var later = bench.request(null, 0, Instant.now().plusSeconds(600), null).id();
    assertThat(bench.due()).containsExactly(urgent, first);
    bench.run(() -> bench.queue.finished(first, ActionState.SUCCEEDED, null, null, Instant.now()));
    assertThat(bench.due()).containsExactly(urgent, second).doesNotContain(later);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void nothingStaysOpenForEver(TestDatabases kind) {
    var bench = new Bench(kind);
    var expires = Instant.now().plusSeconds(60);
    var queued = bench.request(null, 0, null, expires).id();
    var silent = bench.request(null, 0, null, expires).id();
    bench.run(() -> bench.queue.sent(List.of(silent)));
    bench.sweep(Instant.now());
    assertThat(bench.get(queued).state()).isEqualTo(ActionState.QUEUED);
    bench.sweep(expires.plusSeconds(1));
    assertThat(bench.get(queued).state()).isEqualTo(ActionState.EXPIRED);
    assertThat(bench.get(silent).state()).isEqualTo(ActionState.SENT);
    bench.sweep(expires.plus(Duration.ofHours(2)));
    assertThat(bench.get(silent).state()).isEqualTo(ActionState.UNKNOWN);
    assertThat(bench.get(silent).reason()).isNotBlank();
    bench.run(() -> bench.queue.finished(silent, ActionState.SUCCEEDED, null, null, Instant.now()));
    assertThat(bench.get(silent).state())
        .as("the agent came back and knows")
        .isEqualTo(ActionState.SUCCEEDED);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void onlyWhatNeverLeftCanBeCancelled(TestDatabases kind) {
    var bench = new Bench(kind);
    var one = bench.request(null, 0, null, null).id();
    var two = bench.request(null, 0, null, null).id();
    bench.run(() -> bench.queue.sent(List.of(two)));
    assertThat(bench.platform.in(bench.acme, () -> bench.actions.cancel(one)).state())
        .isEqualTo(ActionState.CANCELLED);
    assertThatThrownBy(() -> bench.platform.in(bench.acme, () -> bench.actions.cancel(two)))
        .isInstanceOf(Conflict.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anotherTenantSeesAndTouchesNothing(TestDatabases kind) {
    var bench = new Bench(kind);
    var id = bench.request(null, 0, null, null).id();
    var platform = bench.platform;
    var other = platform.tenant("Other");
    assertThat(platform.in(other, () -> bench.actions.get(id))).isEmpty();
    assertThat(platform.in(other, () -> bench.queue.due(bench.pc))).isEmpty();
    assertThatThrownBy(() -> platform.in(other, () -> bench.actions.cancel(id)))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(
            () ->
                platform.in(
                    other,
                    () -> bench.actions.request(NewAction.of(bench.pc, "probe", Json.EMPTY))))
        .isInstanceOf(NotFound.class);
    platform.in(
        other, () -> bench.queue.finished(id, ActionState.FAILED, null, "foreign", Instant.now()));
    assertThat(bench.get(id).state()).isEqualTo(ActionState.QUEUED);
    assertThat(
            platform
                .as(
                    Platform.technician("stranger", "*"),
                    () -> bench.actions.find(ActionQuery.ANY, PageRequest.first()))
                .items())
        .isEmpty();
    assertThat(
            platform
                .as(platform.boss, () -> bench.actions.find(ActionQuery.ANY, PageRequest.first()))
                .items())
        .hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void badRequestsNameEveryBrokenField(TestDatabases kind) {
    var bench = new Bench(kind);
    var bad =
        new NewAction(
            bench.pc, "Run Script!", new Json("[1]"), Instant.EPOCH, Instant.EPOCH, "a b", 1000);
    assertThatThrownBy(() -> bench.platform.in(bench.acme, () -> bench.actions.request(bad)))
        .isInstanceOfSatisfying(
            Invalid.class,
            e ->
                assertThat(e.violations())
                    .extracting(Invalid.Violation::field)
                    .containsExactly(
                        "verb", "input", "notBefore", "expiresAt", "lockKey", "priority"));
    for (var verb : List.of("", "x", ".scan", "acme.", "acme..scan", "a.b.c", "x".repeat(61))) {
      assertThatThrownBy(
              () ->
                  bench.platform.in(
                      bench.acme,
                      () -> bench.actions.request(NewAction.of(bench.pc, verb, Json.EMPTY))))
          .as(verb)
          .isInstanceOf(Invalid.class);
    }
    var ofModule =
        bench.platform.in(
            bench.acme,
            () -> bench.actions.request(NewAction.of(bench.pc, "acme-more.scan", Json.EMPTY)));
    assertThat(ofModule.verb()).isEqualTo("acme-more.scan");
    var printer =
        bench.platform.in(
            bench.acme,
            () -> bench.assets.register(new NewAsset("p", AssetKind.PRINTER, null, null)));
    assertThatThrownBy(
            () ->
                bench.platform.in(
                    bench.acme,
                    () -> bench.actions.request(NewAction.of(printer.id(), "probe", Json.EMPTY))))
        .isInstanceOf(Conflict.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aPluginAsksForWhatItDeclares(TestDatabases kind) {
    var bench = new Bench(kind);
    var plugin = new DeclaredActions(bench.actions, Capabilities.of("verb:acme.scan"));

    bench.run(() -> plugin.request(NewAction.of(bench.pc, "acme.scan", Json.EMPTY)));
    assertThatThrownBy(
            () -> bench.run(() -> plugin.request(NewAction.of(bench.pc, "run-script", Json.EMPTY))))
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.name()).isEqualTo("capability-needed");
              assertThat(e.todo()).contains("verb:run-script");
            });

    assertThat(bench.due()).hasSize(1);
  }
}
