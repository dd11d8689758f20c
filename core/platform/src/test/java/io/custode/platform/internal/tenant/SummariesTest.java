// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.custode.api.access.Principal;
import io.custode.api.agreement.AgreementKind;
import io.custode.api.agreement.NewAgreement;
import io.custode.api.alert.Alert;
import io.custode.api.alert.NewAlert;
import io.custode.api.alert.Severity;
import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetChange;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.NewAsset;
import io.custode.api.error.Forbidden;
import io.custode.api.error.Invalid;
import io.custode.api.page.Cursor;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.NewSite;
import io.custode.api.tenant.Site;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import io.custode.core.tenant.AlertSummary;
import io.custode.core.tenant.SiteSummary;
import io.custode.core.tenant.TenantSummary;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.agreement.JpaAgreements;
import io.custode.platform.internal.alert.JpaAlerts;
import io.custode.platform.internal.alert.JpaSuppressions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What lists of tenants and sites count, and for whom. */
class SummariesTest {
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

  private Platform platform;
  private JpaSummaries summaries;
  private JpaAlerts alerts;
  private TenantId acme;
  private TenantId other;
  private Site milan;

  private void on(TestDatabases kind) {
    platform = new Platform(kind);
    summaries =
        new JpaSummaries(
            platform.store, platform.binder, platform.tenants, platform.sites, platform.callers);
    acme = platform.tenant("Acme");
    other = platform.tenant("Other");
    milan = platform.in(acme, () -> platform.sites.create(new NewSite("Milan")));
  }

  private Asset asset(TenantId tenant, String name, @Nullable SiteId site, boolean isOnline) {
    return platform.in(
        tenant,
        () -> {
          var made = platform.assets.register(new NewAsset(name, AssetKind.SERVER, site, null));
          platform.store.write(
              em ->
                  em.createQuery("update AssetEntity a set a.online = :on where a.id = :id")
                      .setParameter("on", isOnline)
                      .setParameter("id", made.id().value())
                      .executeUpdate());
          return platform.assets.get(made.id()).orElseThrow();
        });
  }

  private TenantSummary of(TenantId tenant, Principal who) {
    return platform.as(who, () -> summaries.tenant(tenant)).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void machinesAreCountedByTenantAndSiteWithoutThoseThatAreRetired(TestDatabases kind) {
    on(kind);
    asset(acme, "a-1", milan.id(), true);
    asset(acme, "a-2", milan.id(), false);
    asset(acme, "a-3", null, true);
    var old = asset(acme, "a-4", milan.id(), true);
    platform.in(
        acme,
        () ->
            platform.assets.change(
                old.id(), new AssetChange(null, null, AssetState.RETIRED, null, old.revision())));
    asset(other, "o-1", null, true);
    assertThat(of(acme, platform.boss)).extracting("assets", "online").containsExactly(3L, 2L);
    var page = platform.as(platform.boss, () -> summaries.tenants("", PageRequest.first()));
    assertThat(page.items())
        .extracting(x -> platform.plain(x.tenant().name()), TenantSummary::assets)
        .containsExactly(tuple("Acme", 3L), tuple("Other", 1L));
    assertThat(platform.in(acme, () -> summaries.sites(PageRequest.first())).items())
        .containsExactly(new SiteSummary(milan, 2L, 1L));
    assertThat(platform.as(platform.boss, () -> summaries.sites(PageRequest.first())).items())
        .containsExactly(new SiteSummary(milan, 2L, 1L));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theWorstAlertIsNamedAndWhatIsOverDoesNotCount(TestDatabases kind) {
    on(kind);
    alerts = alerts();
    raise("/var", Severity.WARNING);
    raise("/", Severity.INFO);
    var over = raise("/srv", Severity.CRITICAL);
    assertThat(of(acme, platform.boss))
        .extracting("alerts", "worst")
        .containsExactly(3L, Severity.CRITICAL);
    platform.in(acme, () -> alerts.resolve(over.id(), null));
    assertThat(of(acme, platform.boss))
        .extracting("alerts", "worst")
        .containsExactly(2L, Severity.WARNING);
    assertThat(of(other, platform.boss)).extracting("alerts", "worst").containsExactly(0L, null);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void tenantsWithOpenAlertsComeWorstOffFirst(TestDatabases kind) {
    on(kind);
    alerts = alerts();
    var third = platform.tenant("Third");
    raise("/var", Severity.WARNING);
    raise("/srv", Severity.WARNING);
    raise("/", Severity.INFO);
    raiseIn(third, "/var", Severity.CRITICAL);
    var over = raiseIn(other, "/var", Severity.CRITICAL);
    platform.in(other, () -> alerts.resolve(over.id(), null));
    var worst = new AlertSummary(third, 1, 0, 0);
    var next = new AlertSummary(acme, 0, 2, 1);
    var first = platform.as(platform.boss, () -> summaries.alerts(PageRequest.first(1)));
    assertThat(first.items()).containsExactly(worst);
    var second =
        platform.as(platform.boss, () -> summaries.alerts(new PageRequest(1, first.next())));
    assertThat(second.items()).containsExactly(next);
    assertThat(second.next()).isNull();
    assertThat(platform.in(acme, () -> summaries.alerts(PageRequest.first())).items())
        .containsExactly(next);
    var joe = Platform.technician("joe", "core.tenant.read", "core.alert.read");
    show(joe, third);
    assertThat(platform.as(joe, () -> summaries.alerts(PageRequest.first())).items())
        .containsExactly(worst);
    var jim = Platform.technician("jim", "core.tenant.read");
    show(jim, third);
    assertThatThrownBy(() -> platform.as(jim, () -> summaries.alerts(PageRequest.first())))
        .isInstanceOf(Forbidden.class);
    assertThatThrownBy(
            () ->
                platform.as(
                    platform.boss,
                    () ->
                        summaries.alerts(
                            new PageRequest(1, Cursor.of(acme.value(), "x", "1", "1")))))
        .isInstanceOf(Invalid.class);
  }

  private JpaAlerts alerts() {
    return new JpaAlerts(
        platform.store,
        platform.binder,
        platform.callers,
        platform.assets,
        suppressions(),
        platform.events,
        platform.audit,
        platform.json);
  }

  private Alert raise(String key, Severity severity) {
    return raiseIn(acme, key, severity);
  }

  private Alert raiseIn(TenantId tenant, String key, Severity severity) {
    return platform.in(
        tenant,
        () -> alerts.raise(new NewAlert("monitoring.disk", key, severity, key, null, null, null)));
  }

  private JpaSuppressions suppressions() {
    return new JpaSuppressions(
        platform.store,
        platform.binder,
        platform.callers,
        platform.assets,
        platform.groups,
        platform.calendars,
        platform.events,
        platform.audit,
        platform.json);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void agreementsInForceTodayAreNamed(TestDatabases kind) {
    on(kind);
    var agreements =
        new JpaAgreements(
            platform.store,
            platform.binder,
            platform.calendars,
            platform.stamps,
            platform.events,
            platform.audit,
            platform.json);
    platform.in(
        acme,
        () -> {
          var managed = AgreementKind.MANAGED;
          agreements.create(
              new NewAgreement("Past", managed, TODAY.minusDays(9), TODAY.minusDays(1), null));
          agreements.create(new NewAgreement("Now", managed, TODAY, null, null));
          agreements.create(
              new NewAgreement(
                  "Hours", AgreementKind.BLOCK_HOURS, TODAY.minusDays(1), TODAY, null));
          return agreements.create(
              new NewAgreement("Next", AgreementKind.PROJECT, TODAY.plusDays(1), null, null));
        });
    assertThat(of(acme, platform.boss).agreements())
        .extracting("name", "endsOn")
        .containsExactly(tuple("Hours", TODAY), tuple("Now", null));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoMayNotReadAThingIsNotToldHowManyThereAre(TestDatabases kind) {
    on(kind);
    asset(acme, "a-1", milan.id(), true);
    var joe = Platform.technician("joe", "core.tenant.read", "core.site.read");
    assertThat(platform.as(joe, () -> summaries.tenant(acme))).isEmpty();
    assertThat(platform.as(joe, () -> summaries.tenants("", PageRequest.first())).items())
        .isEmpty();
    show(joe, acme);
    var seen = of(acme, joe);
    assertThat(seen)
        .extracting("assets", "online", "alerts", "worst", "agreements")
        .containsOnlyNulls();
    assertThat(platform.as(joe, () -> summaries.sites(PageRequest.first())).items())
        .containsExactly(new SiteSummary(milan, null, null));
    assertThat(platform.in(acme, () -> summaries.tenant(other))).isEmpty();
    assertThat(platform.in(acme, () -> summaries.tenants("ACME", PageRequest.first())).items())
        .extracting(TenantSummary::assets)
        .containsExactly(1L);
    assertThat(platform.in(acme, () -> summaries.tenants("other", PageRequest.first())).items())
        .isEmpty();
  }

  private void show(Principal who, TenantId tenant) {
    platform.visibility.asProvider(
        () ->
            platform.store.write(
                em -> {
                  platform.visibility.show(em, who.id().value(), tenant.value());
                  return List.of();
                }));
  }
}
