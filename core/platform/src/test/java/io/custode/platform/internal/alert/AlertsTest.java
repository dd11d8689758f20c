// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.alert.Alert;
import io.custode.api.alert.AlertId;
import io.custode.api.alert.AlertQuery;
import io.custode.api.alert.AlertState;
import io.custode.api.alert.NewAlert;
import io.custode.api.alert.NewSuppression;
import io.custode.api.alert.Severity;
import io.custode.api.alert.SuppressionId;
import io.custode.api.alert.Suppressions;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.NewAsset;
import io.custode.api.calendar.CalendarRules;
import io.custode.api.calendar.MaintenanceWindow;
import io.custode.api.calendar.NewCalendar;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.group.NewGroup;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.MovableClock;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.gate.WorkGate;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Alerts: what is the same, what is a consequence, what is expected, what is too much. */
class AlertsTest {
  private static final int MOST = 5;

  private Platform platform;
  private MovableClock clock;
  private JpaSuppressions store;
  private JpaAlerts alerts;
  private AlertSweep sweep;
  private Suppressions suppressions;
  private TenantId acme;
  private AssetId server;

  private void on(TestDatabases kind) {
    platform = new Platform(kind);
    // a Tuesday
    clock = new MovableClock("2026-11-24T10:00:00Z");
    store =
        new JpaSuppressions(
            platform.store,
            platform.binder,
            platform.callers,
            platform.assets,
            platform.groups,
            platform.calendars,
            platform.events,
            platform.audit,
            platform.json);
    alerts =
        new JpaAlerts(
            platform.store,
            platform.binder,
            platform.callers,
            platform.assets,
            store,
            platform.events,
            platform.audit,
            platform.json,
            clock,
            MOST);
    sweep = new AlertSweep(platform.store, alerts, store, clock);
    suppressions = new SuppressedAlerts(store, sweep, clock);
    platform.deliverEverything();
    acme = platform.tenant("Acme");
    server = asset("srv-1");
  }

  private AssetId asset(String name) {
    return platform.in(
        acme,
        () -> platform.assets.register(new NewAsset(name, AssetKind.SERVER, null, null)).id());
  }

  private static NewAlert disk(@Nullable AssetId asset, String key, Severity severity) {
    return new NewAlert("monitoring.disk-full", key, severity, key + " is full", null, asset, null);
  }

  private Alert raise(NewAlert alert) {
    return platform.in(acme, () -> alerts.raise(alert));
  }

  private Alert now(Alert alert) {
    return platform.in(acme, () -> alerts.get(alert.id())).orElseThrow();
  }

  private List<Alert> find(AlertQuery query) {
    return platform.in(acme, () -> alerts.find(query, PageRequest.first())).items();
  }

  /** What was told of an alert, in order. */
  private List<String> told(Alert alert) {
    return platform
        .as(platform.doors.system("test"), () -> platform.database.outbox().due(500))
        .stream()
        .filter(e -> e.payload().contains(alert.id().value()) && e.kind().equals("event"))
        .map(
            e -> {
              var type = e.type().substring(e.type().lastIndexOf('.') + 1);
              var fate = Pattern.compile("\"fate\":\"(\\w+)\"").matcher(e.payload());
              return fate.find() ? fate.group(1) : type;
            })
        .toList();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theSameAgainIsCountedAndToldOnce(TestDatabases kind) {
    on(kind);
    var first = raise(disk(server, "/var", Severity.WARNING));
    clock.forward(Duration.ofMinutes(5));
    var again = raise(disk(server, "/var", Severity.WARNING));
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.count()).isEqualTo(2);
    assertThat(again.raisedAt()).isEqualTo(first.raisedAt());
    assertThat(again.lastAt()).isEqualTo(clock.instant());
    assertThat(raise(disk(server, "/home", Severity.WARNING)).id()).isNotEqualTo(first.id());
    assertThat(raise(disk(null, "/var", Severity.WARNING)).id()).isNotEqualTo(first.id());
    assertThat(told(first)).containsExactly("AlertRaised");
    platform.in(acme, () -> alerts.acknowledge(first.id(), "Ordered a disk"));
    var worse = raise(disk(server, "/var", Severity.CRITICAL));
    assertThat(worse.state()).isEqualTo(AlertState.OPEN);
    assertThat(worse.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(told(first)).containsExactly("AlertRaised", "ACKNOWLEDGED", "ESCALATED");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void manyThatRaiseTheSameAtOnceMakeOneAlert(TestDatabases kind) throws Exception {
    on(kind);
    int threads = 6;
    int each = 5;
    var pool = Executors.newFixedThreadPool(threads);
    try {
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < threads; i++) {
        running.add(
            pool.submit(
                () -> {
                  for (int n = 0; n < each; n++) {
                    raise(disk(server, "/var", Severity.WARNING));
                  }
                }));
      }
      for (var one : running) {
        one.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(find(AlertQuery.ANY)).hasSize(1).first().extracting(Alert::count).isEqualTo(30L);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatComesAndGoesIsOneAlertAndLaterANewOne(TestDatabases kind) {
    on(kind);
    var first = raise(disk(server, "/var", Severity.WARNING));
    assertThat(platform.in(acme, () -> alerts.resolve("monitoring.disk-full", server, "/var")))
        .get()
        .extracting(Alert::state)
        .isEqualTo(AlertState.RESOLVED);
    assertThat(platform.in(acme, () -> alerts.resolve("monitoring.disk-full", server, "/var")))
        .isEmpty();
    clock.forward(Duration.ofMinutes(59));
    var back = raise(disk(server, "/var", Severity.WARNING));
    assertThat(back.id()).isEqualTo(first.id());
    assertThat(back.count()).isEqualTo(2);
    assertThat(back.resolvedAt()).isNull();
    platform.in(acme, () -> alerts.resolve(first.id(), "Cleaned"));
    clock.forward(Duration.ofMinutes(61));
    var later = raise(disk(server, "/var", Severity.WARNING));
    assertThat(later.id()).isNotEqualTo(first.id());
    assertThatThrownBy(() -> platform.in(acme, () -> alerts.reopen(first.id(), null)))
        .isInstanceOf(Conflict.class);
    assertThat(now(first).note()).isEqualTo("Cleaned");
    assertThat(told(first))
        .containsExactly("AlertRaised", "AlertResolved", "REOPENED", "AlertResolved");
    assertThat(find(new AlertQuery(null, null, null, null, true, null, null)))
        .containsExactly(later);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void consequencesAreGroupedUnderTheFirstCause(TestDatabases kind) {
    on(kind);
    var router = raise(disk(server, "router", Severity.CRITICAL));
    var site = raise(consequence("site", router.id()));
    var machine = raise(consequence("machine", site.id()));
    assertThat(site.cause()).isEqualTo(router.id());
    assertThat(machine.cause()).isEqualTo(router.id());
    assertThat(find(new AlertQuery(null, null, null, null, null, null, router.id())))
        .containsExactly(machine, site);
    var other = platform.tenant("Other");
    assertThatThrownBy(() -> platform.in(other, () -> alerts.raise(consequence("x", router.id()))))
        .isInstanceOf(NotFound.class);
  }

  private static NewAlert consequence(String key, AlertId cause) {
    return new NewAlert("monitoring.offline", key, Severity.WARNING, key, null, null, cause);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatIsExpectedIsKeptSilentAndToldIfItStays(TestDatabases kind) {
    on(kind);
    var before = raise(disk(server, "/var", Severity.WARNING));
    var suppression =
        platform.in(
            acme,
            () ->
                suppressions.create(
                    new NewSuppression(
                        server,
                        null,
                        "monitoring",
                        null,
                        clock.instant().plus(Duration.ofHours(1)),
                        null,
                        "New disks")));
    assertThat(now(before).suppressed()).isTrue();
    var during = raise(disk(server, "/home", Severity.CRITICAL));
    assertThat(during.suppressed()).isTrue();
    assertThat(raise(disk(asset("srv-2"), "/home", Severity.CRITICAL)).suppressed()).isFalse();
    var other =
        raise(new NewAlert("backup.failed", "x", Severity.CRITICAL, "x", null, server, null));
    assertThat(other.suppressed()).isFalse();
    platform.in(acme, () -> alerts.resolve(before.id(), null));
    clock.forward(Duration.ofMinutes(61));
    platform.in(acme, sweep::sweep);
    assertThat(now(during).suppressed()).isFalse();
    assertThat(told(during)).containsExactly("AlertRaised", "UNSUPPRESSED");
    assertThat(told(before)).containsExactly("AlertRaised", "SUPPRESSED", "AlertResolved");
    assertThat(platform.in(acme, () -> suppressions.find(PageRequest.first())).items()).isEmpty();
    assertThatThrownBy(() -> platform.in(acme, () -> end(suppression.id())))
        .isInstanceOf(NotFound.class);
  }

  private boolean end(SuppressionId id) {
    suppressions.end(id);
    return true;
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void inAMaintenanceWindowTheGroupIsSilent(TestDatabases kind) {
    on(kind);
    var window =
        new MaintenanceWindow(
            "Patches", DayOfWeek.TUESDAY, null, LocalTime.of(12, 0), Duration.ofHours(2));
    var rules =
        new CalendarRules(
            ZoneId.of("UTC"), List.of(), null, List.of(), List.of(), List.of(window), List.of());
    var calendar =
        platform.in(acme, () -> platform.calendars.create(new NewCalendar("Nights", rules)).id());
    var group =
        platform.in(acme, () -> platform.groups.create(new NewGroup("Servers", null, null)).id());
    platform.in(
        acme,
        () -> {
          platform.groups.add(group, List.of(server));
          return suppressions.create(
              new NewSuppression(null, group, null, null, null, calendar, "Patch day"));
        });
    var alert = raise(disk(server, "/var", Severity.WARNING));
    assertThat(alert.suppressed()).isFalse();
    clock.forward(Duration.ofMinutes(121));
    assertThat(platform.as(platform.boss, sweep::toSweep)).contains(acme);
    platform.in(acme, sweep::sweep);
    assertThat(now(alert).suppressed()).isTrue();
    assertThat(raise(disk(null, "/tmp", Severity.WARNING)).suppressed()).isFalse();
    clock.forward(Duration.ofHours(2));
    platform.in(acme, sweep::sweep);
    assertThat(told(alert)).containsExactly("AlertRaised", "SUPPRESSED", "UNSUPPRESSED");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aFloodBecomesOneAlertAndEndsByItself(TestDatabases kind) {
    on(kind);
    var kept = new ArrayList<Alert>();
    for (int i = 0; i < MOST; i++) {
      kept.add(raise(disk(server, "/" + i, Severity.WARNING)));
    }
    var flood = raise(disk(server, "/more", Severity.WARNING));
    assertThat(flood.kind()).isEqualTo(JpaAlerts.FLOOD);
    assertThat(raise(disk(server, "/and-more", Severity.WARNING)).count()).isEqualTo(2);
    assertThat(told(flood)).containsExactly("AlertRaised");
    // what is there is still counted, and other sources go on
    assertThat(raise(disk(server, "/0", Severity.WARNING)).count()).isEqualTo(2);
    var other = new NewAlert("backup.failed", "x", Severity.INFO, "x", null, null, null);
    assertThat(raise(other).kind()).isEqualTo("backup.failed");
    platform.in(acme, sweep::sweep);
    assertThat(now(flood).state()).isEqualTo(AlertState.OPEN);
    kept.subList(0, 2).forEach(a -> platform.in(acme, () -> alerts.resolve(a.id(), null)));
    platform.in(acme, sweep::sweep);
    assertThat(now(flood).state()).isEqualTo(AlertState.RESOLVED);
    assertThat(raise(disk(server, "/more", Severity.WARNING)).kind())
        .isEqualTo("monitoring.disk-full");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void othersSeeAndChangeNothing(TestDatabases kind) {
    on(kind);
    var alert = raise(disk(server, "/var", Severity.WARNING));
    var other = platform.tenant("Other");
    assertThat(platform.in(other, () -> alerts.get(alert.id()))).isEmpty();
    assertThatThrownBy(() -> platform.in(other, () -> alerts.acknowledge(alert.id(), null)))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(
            () -> platform.in(other, () -> alerts.raise(disk(server, "/", Severity.INFO))))
        .isInstanceOf(NotFound.class);
    assertThat(platform.as(platform.boss, () -> alerts.get(alert.id()))).contains(alert);
    var stranger = Platform.technician("stranger", "*");
    assertThat(
            platform.as(stranger, () -> alerts.find(AlertQuery.ANY, PageRequest.first())).items())
        .isEmpty();
    var plugin = new OwnAlerts(alerts, platform.calls(new WorkGate()), "backup");
    assertThatThrownBy(
            () -> platform.in(acme, () -> plugin.raise(disk(server, "/", Severity.INFO))))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("may not raise");
    assertThat(find(AlertQuery.ANY)).containsExactly(alert);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void listsGoPageByPageAndByWhatIsAskedFor(TestDatabases kind) {
    on(kind);
    var info = raise(disk(server, "/1", Severity.INFO));
    var warning = raise(disk(server, "/2", Severity.WARNING));
    var critical = raise(disk(null, "/3", Severity.CRITICAL));
    var first = platform.in(acme, () -> alerts.find(AlertQuery.ANY, PageRequest.first(2)));
    assertThat(first.items()).containsExactly(critical, warning);
    var rest =
        platform.in(acme, () -> alerts.find(AlertQuery.ANY, new PageRequest(2, first.next())));
    assertThat(rest.items()).containsExactly(info);
    assertThat(rest.next()).isNull();
    assertThat(find(new AlertQuery(null, null, Severity.WARNING, null, null, null, null)))
        .containsExactly(critical, warning);
    assertThat(find(new AlertQuery(server, null, null, AlertState.OPEN, true, false, null)))
        .containsExactly(warning, info);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatMakesNoSenseIsRefused(TestDatabases kind) {
    on(kind);
    for (var bad : List.of("disk", "Monitoring.disk", "x.y", "monitoring." + "y".repeat(100))) {
      assertThatThrownBy(() -> raise(new NewAlert(bad, "k", Severity.INFO, "t", null, null, null)))
          .as(bad)
          .isInstanceOf(Invalid.class);
    }
    assertThatThrownBy(() -> raise(disk(server, " ", Severity.INFO))).isInstanceOf(Invalid.class);
    assertThatThrownBy(
            () -> platform.as(platform.boss, () -> alerts.raise(disk(null, "/", Severity.INFO))))
        .isInstanceOf(Invalid.class);
    var nothing = new NewSuppression(null, null, null, null, null, null, " ");
    assertThatThrownBy(() -> platform.in(acme, () -> suppressions.create(nothing)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("asset or group or kind")
        .hasMessageContaining("until is required")
        .hasMessageContaining("reason is required");
  }
}
