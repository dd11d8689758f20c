// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.asset.AssetChange;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.NewAsset;
import io.custode.api.audit.AuditEntry;
import io.custode.api.error.NotFound;
import io.custode.api.history.HistoryEntry;
import io.custode.api.history.HistoryEntry.FieldChange;
import io.custode.api.history.HistoryKind;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.NewSite;
import io.custode.api.tenant.SiteChange;
import io.custode.api.tenant.TenantChange;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HistoryTest {
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoChangedWhatIsToldUntilHeIsForgotten(TestDatabases kind) {
    var p = new Platform(kind);
    var history = new AuditHistory(p.audit, p.assets, p.sites, p.tenants, p.visibility, p.json);
    var acme = p.tenant("Acme");
    var asset =
        p.in(acme, () -> p.assets.register(new NewAsset("pc \"1\"", AssetKind.OTHER, null, null)));
    p.in(
        acme,
        () ->
            p.assets.change(
                asset.id(),
                new AssetChange("pc-2", null, AssetState.STOCK, null, asset.revision())));
    var site = p.in(acme, () -> p.sites.create(new NewSite("Roma")));
    p.in(acme, () -> p.sites.change(site.id(), new SiteChange("Milano", site.revision())));
    var tenant = p.as(p.boss, () -> p.tenants.get(acme)).orElseThrow();
    p.as(
        p.boss,
        () -> p.tenants.change(acme, new TenantChange(tenant.name() + " Srl", tenant.revision())));
    p.deliverAudit();
    var told =
        p.in(acme, () -> history.of(HistoryKind.ASSET, asset.id().value(), PageRequest.first()));
    assertThat(told.items())
        .extracting(HistoryEntry::verb)
        .containsExactly("core.asset.change", "core.asset.register");
    assertThat(told.items().get(0).actor()).isEqualTo("boss");
    assertThat(told.items().get(0).changes())
        .containsExactly(
            new FieldChange("name", "pc \"1\"", "pc-2"),
            new FieldChange("state", "ACTIVE", "STOCK"));
    assertThat(
            p.in(acme, () -> history.of(HistoryKind.SITE, site.id().value(), PageRequest.first()))
                .items()
                .get(0)
                .changes())
        .containsExactly(new FieldChange("name", "Roma", "Milano"));
    assertThat(
            p.as(p.boss, () -> history.of(HistoryKind.TENANT, acme.value(), PageRequest.first()))
                .items()
                .get(0)
                .changes())
        .containsExactly(new FieldChange("name", tenant.name(), tenant.name() + " Srl"));
    var other = p.tenant("Other");
    assertThatThrownBy(
            () ->
                p.in(
                    other,
                    () -> history.of(HistoryKind.ASSET, asset.id().value(), PageRequest.first())))
        .isInstanceOf(NotFound.class);
    var stranger = Platform.technician("stranger", "*");
    assertThatThrownBy(
            () ->
                p.as(
                    stranger,
                    () -> history.of(HistoryKind.TENANT, acme.value(), PageRequest.first())))
        .isInstanceOf(NotFound.class);
    p.personKeys.destroy(p.boss.id());
    p.deliverAudit();
    assertThat(
            p.in(acme, () -> history.of(HistoryKind.ASSET, asset.id().value(), PageRequest.first()))
                .items()
                .get(0)
                .actor())
        .isEqualTo(AuditEntry.ERASED);
  }
}
