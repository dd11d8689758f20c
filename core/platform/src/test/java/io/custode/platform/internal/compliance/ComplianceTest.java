// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetChange;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.NewAsset;
import io.custode.api.compliance.ComplianceChanged;
import io.custode.api.compliance.ComplianceEntry;
import io.custode.api.compliance.ComplianceItem;
import io.custode.api.compliance.ComplianceQuery;
import io.custode.api.compliance.ComplianceState;
import io.custode.api.compliance.ComplianceSummary;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.core.Outbox;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.gate.NoPlugins;
import io.custode.spi.compliance.ComplianceFinding;
import io.custode.spi.compliance.ComplianceSource;
import io.custode.spi.job.JobScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What sources say, what is kept of it, and how it was. */
class ComplianceTest {
  private static final String DISK = "core.disk";
  private static final String BACKUP = "core.backup";

  /** Says what the test lets it say. */
  private static final class Told implements ComplianceSource {
    private final Map<String, ComplianceFinding> findings = new HashMap<>();
    private boolean broken;

    @Override
    public List<ComplianceItem> items() {
      return List.of(
          new ComplianceItem(DISK, "Disk is encrypted", "Disco cifrato"),
          new ComplianceItem(BACKUP, "There is a backup", "Backup presente"),
          new ComplianceItem("other.thing", "Not its own", "Non suo"));
    }

    @Override
    public List<ComplianceFinding> check(Asset asset) {
      if (broken) {
        throw new IllegalStateException("on purpose");
      }
      return List.copyOf(findings.values());
    }

    void says(String item, ComplianceState state, String reason) {
      findings.put(item, new ComplianceFinding(item, state, reason, new Json("{\"of\":1}")));
    }
  }

  private final Told source = new Told();
  private final Sources sources = new Sources(new NoPlugins());
  private Platform platform;
  private JpaCompliance compliance;
  private TenantId acme;
  private AssetId asset;

  private void on(TestDatabases kind) {
    platform = new Platform(kind);
    compliance =
        new JpaCompliance(
            platform.store,
            platform.binder,
            platform.callers,
            platform.assets,
            sources,
            platform.events,
            platform.audit);
    sources.bindSource(source);
    acme = platform.tenant("Acme");
    asset = asset(acme, "pc");
  }

  private AssetId asset(TenantId tenant, String name) {
    return platform.in(
        tenant,
        () -> platform.assets.register(new NewAsset(name, AssetKind.SERVER, null, null)).id());
  }

  private void check(String at) {
    platform.in(
        acme,
        () -> {
          compliance.check(platform.assets.get(asset).orElseThrow(), Instant.parse(at));
          return true;
        });
  }

  private List<ComplianceEntry> at(@Nullable String time) {
    var query = new ComplianceQuery(null, null, null, time == null ? null : Instant.parse(time));
    return platform.in(acme, () -> compliance.find(query, PageRequest.first()).items());
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theStateAtAnyPastTimeIsKnown(TestDatabases kind) {
    on(kind);
    platform.deliverEverything();
    source.says(DISK, ComplianceState.VIOLATED, "Not encrypted.");
    check("2026-01-01T10:00:00Z");
    check("2026-01-01T11:00:00Z");
    source.says(DISK, ComplianceState.VIOLATED, "Only the second is not.");
    source.says(BACKUP, ComplianceState.COMPLIANT, "Last night.");
    check("2026-01-02T10:00:00Z");
    source.says(DISK, ComplianceState.COMPLIANT, "Encrypted.");
    source.findings.remove(BACKUP);
    check("2026-01-03T10:00:00Z");

    assertThat(at("2026-01-01T09:59:59Z")).isEmpty();
    assertThatThrownBy(() -> at("9999-01-01T00:00:00Z")).isInstanceOf(Invalid.class);
    assertThat(at("2026-01-01T10:00:00Z"))
        .extracting(ComplianceEntry::reason)
        .containsExactly("Not encrypted.");
    var second = at("2026-01-02T12:00:00Z");
    assertThat(second)
        .extracting(ComplianceEntry::reason)
        .containsExactly("Last night.", "Only the second is not.");
    assertThat(second.get(1).since()).isEqualTo("2026-01-01T10:00:00Z");
    assertThat(second.get(1).from()).isEqualTo("2026-01-02T10:00:00Z");
    assertThat(second.get(1).until()).isEqualTo("2026-01-03T10:00:00Z");
    assertThat(at(null))
        .extracting(ComplianceEntry::state)
        .containsExactly(ComplianceState.COMPLIANT);
    assertThat(at(null).get(0).until()).isNull();

    var history =
        platform.in(acme, () -> compliance.history(asset, DISK, new PageRequest(2, null)));
    assertThat(history.items())
        .extracting(ComplianceEntry::reason)
        .containsExactly("Encrypted.", "Only the second is not.");
    var rest =
        platform.in(
            acme, () -> compliance.history(asset, DISK, new PageRequest(2, history.next())));
    assertThat(rest.items()).hasSize(1);
    assertThat(
            platform
                .as(platform.doors.system("test"), () -> platform.database.outbox().due(500))
                .stream()
                .filter(e -> e.type().equals(ComplianceChanged.class.getName()))
                .filter(e -> acme.value().equals(e.tenant()))
                .map(Outbox.Entry::payload))
        .as("both came, one changed, one went")
        .hasSize(4);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aSourceThatFailsMakesItsItemsUnknownAndOneThatLeavesNothing(TestDatabases kind) {
    on(kind);
    source.says(DISK, ComplianceState.COMPLIANT, "Encrypted.");
    check("2026-01-01T10:00:00Z");
    source.broken = true;
    check("2026-01-01T11:00:00Z");
    assertThat(at(null))
        .extracting(ComplianceEntry::state)
        .containsExactly(ComplianceState.UNKNOWN, ComplianceState.UNKNOWN);
    assertThat(at(null)).allMatch(e -> e.reason().startsWith("The check failed"));
    source.broken = false;
    source.findings.put(
        BACKUP,
        new ComplianceFinding(
            BACKUP, ComplianceState.COMPLIANT, "Fine.", new Json("\"" + "x".repeat(4_001) + "\"")));
    check("2026-01-01T12:00:00Z");
    assertThat(at(null))
        .extracting(ComplianceEntry::state)
        .containsExactly(ComplianceState.UNKNOWN, ComplianceState.COMPLIANT);
    sources.unbindSource(source);
    check("2026-01-01T13:00:00Z");
    assertThat(at(null)).hasSize(2);
    assertThat(platform.in(acme, () -> compliance.items())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theJobAsksAboutAllAndTheSummaryCounts(TestDatabases kind) throws Exception {
    on(kind);
    var other = platform.tenant("Other");
    asset(acme, "pc 2");
    asset(other, "pc 3");
    var old = asset(acme, "pc 4");
    source.says(DISK, ComplianceState.VIOLATED, "Not encrypted.");
    for (var tenant : List.of(acme, other)) {
      run(tenant);
    }
    assertThat(at(null)).hasSize(3);
    platform.in(
        acme,
        () ->
            platform.assets.change(old, new AssetChange(null, null, AssetState.RETIRED, null, 1)));
    source.says(DISK, ComplianceState.COMPLIANT, "Encrypted.");
    platform.in(acme, () -> compliance.check(asset));
    run(other);
    platform.in(
        acme,
        () -> {
          compliance.check(platform.assets.get(old).orElseThrow(), Instant.now());
          return true;
        });
    var fleet = new ArrayList<ComplianceSummary>();
    @Nullable String cursor = null;
    do {
      var request = new PageRequest(1, cursor);
      var page = platform.as(platform.boss, () -> compliance.summary(null, request));
      fleet.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    assertThat(fleet)
        .containsExactlyInAnyOrder(
            new ComplianceSummary(acme, DISK, 1, 1, 0, 0),
            new ComplianceSummary(other, DISK, 1, 0, 0, 0));
    assertThat(platform.in(acme, () -> compliance.summary(null, PageRequest.first())).items())
        .hasSize(1);
    var violated = new ComplianceQuery(null, DISK, ComplianceState.VIOLATED, null);
    assertThat(platform.as(platform.boss, () -> compliance.find(violated, PageRequest.first())))
        .matches(page -> page.items().size() == 1);
  }

  private void run(TenantId tenant) {
    platform.in(
        tenant,
        () -> {
          try {
            new ComplianceCheckJob(compliance, platform.assets, sources).run(new Scope());
            return true;
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static final class Scope implements JobScope {
    @Override
    public Instant dueAt() {
      return Instant.now();
    }

    @Override
    public boolean isRepeat() {
      return false;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatBelongsToAnotherTenantIsNotThere(TestDatabases kind) {
    on(kind);
    source.says(DISK, ComplianceState.VIOLATED, "Not encrypted.");
    check("2026-01-01T10:00:00Z");
    var other = platform.tenant("Other");
    assertThat(
            platform
                .in(other, () -> compliance.find(ComplianceQuery.NOW, PageRequest.first()))
                .items())
        .isEmpty();
    assertThatThrownBy(
            () -> platform.in(other, () -> compliance.history(asset, DISK, PageRequest.first())))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> platform.in(other, () -> compliance.check(asset)))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> platform.as(platform.boss, () -> compliance.check(asset)))
        .isInstanceOf(Invalid.class);
    var stranger = Platform.technician("stranger", "*");
    assertThat(
            platform
                .as(stranger, () -> compliance.find(ComplianceQuery.NOW, PageRequest.first()))
                .items())
        .isEmpty();
  }
}
