// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.alert.NewAlert;
import io.custode.api.alert.Severity;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.NewAsset;
import io.custode.api.audit.AuditQuery;
import io.custode.api.contact.NewContact;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.NewSite;
import io.custode.api.tenant.Tenant;
import io.custode.api.tenant.TenantId;
import io.custode.api.tenant.TenantRemoved;
import io.custode.persistence.FleetView;
import io.custode.persistence.ProviderWide;
import io.custode.persistence.core.TenantBinding;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.agreement.JpaAgreements;
import io.custode.platform.internal.alert.JpaAlerts;
import io.custode.platform.internal.alert.JpaSuppressions;
import io.custode.platform.internal.tenant.RemovedTenants;
import io.custode.platform.internal.tenant.TenantRemoval;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemoTest {
  private Platform p;
  private JpaAlerts alerts;
  private TenantRemoval removal;
  private OpenToken tokens;
  private Demo demo;

  private void on(TestDatabases kind) {
    p = new Platform(kind);
    var suppressions =
        new JpaSuppressions(
            p.store,
            p.binder,
            p.callers,
            p.assets,
            p.groups,
            p.calendars,
            p.events,
            p.audit,
            p.json);
    alerts =
        new JpaAlerts(
            p.store, p.binder, p.callers, p.assets, suppressions, p.events, p.audit, p.json);
    var agreements =
        new JpaAgreements(p.store, p.binder, p.calendars, p.stamps, p.events, p.audit, p.json);
    removal = new TenantRemoval(p.store, p.binder, p.visibility, p.events, p.audit);
    tokens = new OpenToken(p.binder);
    demo =
        new Demo(
            p.store,
            p.binder,
            p.visibility,
            p.tenants,
            removal,
            new DemoStage(p.sites, p.contacts, p.assets, agreements, alerts),
            p.audit,
            new NoAgents(),
            tokens);
  }

  /** There is one demo for all tests of a run. */
  @AfterEach
  void nothingIsLeft() {
    boss(() -> demo.remove(true));
  }

  private <T> T boss(Supplier<T> work) {
    return p.as(p.boss, work);
  }

  private List<Tenant> made() {
    return boss(() -> p.tenants.find(DemoScript.MARK, PageRequest.first())).items();
  }

  /** How many rows of each kind a tenant has, whoever sees it. */
  private Map<String, Long> rows(TenantId tenant) {
    var binding = new TenantBinding.Binding(tenant.value(), p.boss.id().value(), false);
    Supplier<Map<String, Long>> count =
        () ->
            p.store.read(
                em -> {
                  var all = new TreeMap<String, Long>();
                  for (var type : em.getMetamodel().getEntities()) {
                    var java = type.getJavaType();
                    if (java.isAnnotationPresent(ProviderWide.class)
                        || java.isAnnotationPresent(FleetView.class)) {
                      continue;
                    }
                    long rows =
                        em.createQuery("select count(e) from " + type.getName() + " e", Long.class)
                            .getSingleResult();
                    if (rows > 0) {
                      all.put(type.getName(), rows);
                    }
                  }
                  return all;
                });
    return p.database.binding().bind(binding, count);
  }

  /** What somebody works with, beside it. */
  private TenantId real() {
    var real = p.tenant("Real");
    p.in(
        real,
        () -> {
          var site = p.sites.create(new NewSite("Surgery")).id();
          p.contacts.create(new NewContact("Elena Novak", "elena@real.example", null, site));
          var asset =
              p.assets.register(
                  new NewAsset("aur-srv-01", AssetKind.SERVER, site, "DEMO-AUR-SRV-01"));
          return alerts.raise(
              new NewAlert("core.demo", "/data", Severity.INFO, "Full", null, asset.id(), null));
        });
    return real;
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void itComesAndGoesAndWhatIsRealStays(TestDatabases kind) {
    on(kind);
    var real = real();
    var before = rows(real);

    var there = boss(demo::add);
    assertThat(there).isEqualTo(boss(demo::state));
    assertThat(there.customers()).isEqualTo(3);
    assertThat(there.sites()).isEqualTo(6);
    assertThat(there.people()).isGreaterThan(8);
    assertThat(there.assets()).isGreaterThan(30);
    assertThat(there.alerts()).isEqualTo(7);
    assertThat(there.others()).isZero();
    assertThat(boss(demo::add)).as("twice is once").isEqualTo(there);
    var tenants = made();
    assertThat(tenants).hasSize(3);

    boss(() -> demo.remove(false));
    assertThat(made()).isEmpty();
    assertThat(boss(demo::state)).isEqualTo(DemoState.NONE);
    assertThat(tokens.revoked).hasSize(3);
    for (var tenant : tenants) {
      assertThat(rows(tenant.id())).as(tenant.name()).isEmpty();
      assertThatThrownBy(() -> p.in(tenant.id(), () -> p.sites.find(PageRequest.first())))
          .isInstanceOf(NotFound.class);
    }
    assertThat(rows(real)).isEqualTo(before);
    var marks =
        p.visibility.asProvider(
            () ->
                p.store.read(
                    em ->
                        em.createQuery("select count(d) from DemoTenantEntity d", Long.class)
                            .getSingleResult()));
    assertThat(marks).isZero();

    assertThat(boss(() -> demo.remove(false))).as("twice is once").isEqualTo(DemoState.NONE);
    assertThat(boss(demo::add)).as("it can come again").isEqualTo(there);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatOthersPutThereGoesOnlyIfTheySaySo(TestDatabases kind) {
    on(kind);
    boss(demo::add);
    var tenant = made().get(0).id();
    p.in(
        tenant,
        () -> {
          p.sites.create(new NewSite("Mine"));
          return p.contacts.create(new NewContact("Me", null, null, null));
        });
    assertThat(boss(demo::state).others()).isEqualTo(2);
    var before = rows(tenant);
    assertThatThrownBy(() -> boss(() -> demo.remove(false)))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("2 things");
    assertThat(rows(tenant)).isEqualTo(before);
    assertThat(made()).hasSize(3);

    boss(() -> demo.remove(true));
    assertThat(rows(tenant)).isEmpty();
    assertThat(made()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoDoesNotSeeItAllTakesNothingAway(TestDatabases kind) {
    on(kind);
    boss(demo::add);
    var blind = Platform.technician("blind", "*");
    assertThatThrownBy(() -> p.as(blind, () -> demo.remove(true)))
        .isInstanceOf(Conflict.class)
        .hasMessageContaining("do not see");
    assertThat(p.as(blind, demo::add)).as("it is there, for others").isEqualTo(DemoState.NONE);
    assertThat(made()).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void itIsWrittenDownAndToldAndWhatIsHeardLateIsSweptUp(TestDatabases kind) {
    on(kind);
    boss(demo::add);
    var tenants = made();
    p.deliverEverything();
    boss(() -> demo.remove(false));
    var told =
        p.database.outbox().due(200).stream()
            .filter(entry -> entry.type().equals(TenantRemoved.class.getName()))
            .toList();
    assertThat(told).hasSize(3).allSatisfy(entry -> assertThat(entry.tenant()).isNull());
    p.deliverAudit();
    for (var verb : List.of("core.demo.add", "core.demo.remove")) {
      var query = new AuditQuery(p.boss.id().value(), verb, "demo");
      assertThat(boss(() -> p.audit.find(query, PageRequest.first())).items()).hasSize(1);
    }
    for (var tenant : tenants) {
      var query = new AuditQuery(p.boss.id().value(), null, "tenant/" + tenant.id());
      assertThat(boss(() -> p.audit.find(query, PageRequest.first())).items())
          .extracting(entry -> entry.verb())
          .contains("core.tenant.create", "core.tenant.remove");
    }

    // who hears of something before hears it all the same, and writes
    var late = tenants.get(0).id();
    var system = p.doors.system("events");
    p.doors.as(system, "system", () -> p.binder.in(late, () -> p.sites.create(new NewSite("x"))));
    assertThat(rows(late)).isNotEmpty();
    var listener = new RemovedTenants(removal);
    for (int times = 0; times < 2; times++) {
      p.doors.as(
          system,
          "system",
          () -> {
            listener.on(new TenantRemoved(EventId.next(), late, Instant.now()));
            return true;
          });
    }
    assertThat(rows(late)).isEmpty();
    assertThatThrownBy(() -> p.doors.as(system, "system", () -> p.binder.in(late, () -> true)))
        .isInstanceOf(NotFound.class);
  }
}
