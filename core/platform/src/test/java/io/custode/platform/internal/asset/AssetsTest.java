// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.agent.AgentId;
import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetChange;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetQuery;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.Inventory;
import io.custode.api.asset.NewAsset;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.NewSite;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssetsTest {
  private static final String UUID = "4c4c4544-0042-3510-8051-b4c04f4d3232";

  private static final class Bench {
    final Platform platform;
    final JpaAssets assets;
    final Claiming claiming;
    final JpaMergeProposals proposals;
    final TenantId acme;
    final TenantId other;

    Bench(TestDatabases kind) {
      platform = new Platform(kind);
      assets =
          new JpaAssets(
              platform.store,
              platform.binder,
              platform.sites,
              platform.events,
              platform.audit,
              platform.json);
      claiming =
          new Claiming(
              platform.store, platform.binder, platform.events, platform.audit, platform.json);
      proposals =
          new JpaMergeProposals(
              platform.store, platform.binder, platform.events, platform.audit, platform.json);
      acme = platform.tenant("Acme");
      other = platform.tenant("Other");
    }

    AssetId claim(
        TenantId tenant,
        AgentId agent,
        String host,
        @Nullable String serial,
        @Nullable String uuid) {
      var nics = List.<Inventory.Nic>of();
      return platform.in(
          tenant,
          () ->
              claiming.claim(
                  agent, null, IdentityTest.Machines.inventory(host, serial, uuid, nics)));
    }

    Asset get(TenantId tenant, AssetId id) {
      return platform.in(tenant, () -> assets.get(id)).orElseThrow();
    }

    int proposals(TenantId tenant) {
      return platform.in(tenant, () -> proposals.find(PageRequest.first())).items().size();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void oneTenantNeverSeesOrChangesAnothersAsset(TestDatabases kind) {
    var bench = new Bench(kind);
    var id = bench.claim(bench.acme, AgentId.next(), "pc-1", "PF2ABCDE", UUID);
    var platform = bench.platform;
    assertThat(platform.in(bench.other, () -> bench.assets.get(id))).isEmpty();
    assertThat(platform.in(bench.other, () -> bench.assets.inventory(id))).isEmpty();
    assertThat(
            platform
                .in(bench.other, () -> bench.assets.find(AssetQuery.ANY, PageRequest.first()))
                .items())
        .isEmpty();
    assertThatThrownBy(
            () ->
                platform.in(
                    bench.other,
                    () -> bench.assets.change(id, new AssetChange("x", null, null, null, 1))))
        .isInstanceOf(NotFound.class);
    var stranger = Platform.technician("stranger", "*");
    assertThat(platform.as(stranger, () -> bench.assets.get(id))).isEmpty();
    assertThat(
            platform
                .as(stranger, () -> bench.assets.find(AssetQuery.ANY, PageRequest.first()))
                .items())
        .isEmpty();
    assertThat(platform.as(platform.boss, () -> bench.assets.inventory(id))).isPresent();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aReinstalledMachineIsTheSameAsset(TestDatabases kind) {
    var bench = new Bench(kind);
    var first = bench.claim(bench.acme, AgentId.next(), "pc-1", "PF2ABCDE", UUID);
    var again = AgentId.next();
    assertThat(
            bench.claim(
                bench.acme, again, "new-name", "pf2abcde", UUID.toUpperCase(java.util.Locale.ROOT)))
        .isEqualTo(first);
    assertThat(bench.get(bench.acme, first).agent()).isEqualTo(again);
    assertThat(bench.claim(bench.acme, again, "new-name", "pf2abcde", UUID)).isEqualTo(first);
    assertThat(bench.proposals(bench.acme)).isZero();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anAssetRegisteredByHandIsFoundByItsSerial(TestDatabases kind) {
    var bench = new Bench(kind);
    var asset =
        bench.platform.in(
            bench.acme,
            () ->
                bench.assets.register(
                    new NewAsset("Reception", AssetKind.WORKSTATION, null, "PF2ABCDE")));
    assertThat(bench.claim(bench.acme, AgentId.next(), "desktop-7", "PF2ABCDE", UUID))
        .isEqualTo(asset.id());
    assertThat(bench.get(bench.acme, asset.id()).name()).isEqualTo("Reception");
    assertThat(bench.get(bench.acme, asset.id()).os()).isEqualTo("Debian GNU/Linux 12");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void junkAndOtherTenantsNeverMatch(TestDatabases kind) {
    var bench = new Bench(kind);
    var one = bench.claim(bench.acme, AgentId.next(), "pc-1", "To be filled by O.E.M.", null);
    var two = bench.claim(bench.acme, AgentId.next(), "pc-2", "To be filled by O.E.M.", null);
    assertThat(two).isNotEqualTo(one);
    assertThat(bench.proposals(bench.acme)).isZero();
    var real = bench.claim(bench.acme, AgentId.next(), "pc-3", "PF2ABCDE", UUID);
    assertThat(bench.claim(bench.other, AgentId.next(), "pc-3", "PF2ABCDE", UUID))
        .isNotEqualTo(real);
    assertThat(bench.proposals(bench.other)).isZero();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anAmbiguousMachineIsAProposalThatAPersonDecides(TestDatabases kind) {
    var bench = new Bench(kind);
    var old = bench.claim(bench.acme, AgentId.next(), "pc-1", "PF2ABCDE", UUID);
    bench.platform.in(
        bench.acme,
        () -> {
          bench.claiming.seen(old, true, Instant.now());
          return true;
        });
    var agent = AgentId.next();
    var clone = bench.claim(bench.acme, agent, "pc-1", "PF2ABCDE", UUID);
    assertThat(clone).isNotEqualTo(old);
    var proposal =
        bench
            .platform
            .in(bench.acme, () -> bench.proposals.find(PageRequest.first()))
            .items()
            .get(0);
    assertThat(proposal.other()).isEqualTo(old);
    assertThatThrownBy(
            () -> bench.platform.in(bench.other, () -> bench.proposals.merge(proposal.id())))
        .isInstanceOf(NotFound.class);
    var merged = bench.platform.in(bench.acme, () -> bench.proposals.merge(proposal.id()));
    assertThat(merged.id()).isEqualTo(old);
    assertThat(merged.agent()).isEqualTo(agent);
    assertThat(bench.get(bench.acme, clone).state()).isEqualTo(AssetState.RETIRED);
    assertThat(bench.claim(bench.acme, agent, "pc-1", "PF2ABCDE", UUID)).isEqualTo(old);
    assertThatThrownBy(
            () -> bench.platform.in(bench.acme, () -> bench.proposals.merge(proposal.id())))
        .isInstanceOf(Conflict.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void filtersAndPagesFindEachAssetOnce(TestDatabases kind) {
    var bench = new Bench(kind);
    var site =
        bench.platform.in(bench.acme, () -> bench.platform.sites.create(new NewSite("Milano")));
    for (int i = 0; i < 25; i++) {
      int n = i;
      bench.platform.in(
          n % 2 == 0 ? bench.acme : bench.other,
          () ->
              bench.assets.register(
                  new NewAsset(
                      "Pc-" + n % 3,
                      n % 5 == 0 ? AssetKind.SERVER : AssetKind.PRINTER,
                      n % 2 == 0 ? site.id() : null,
                      null)));
    }
    var fleet = all(bench, AssetQuery.ANY);
    assertThat(fleet).hasSize(25).doesNotHaveDuplicates();
    assertThat(fleet).extracting(Asset::name).isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
    assertThat(all(bench, new AssetQuery(null, AssetKind.SERVER, null, null, null))).hasSize(5);
    assertThat(all(bench, new AssetQuery(null, null, null, site.id(), false))).hasSize(13);
    assertThat(all(bench, new AssetQuery("pC-1", null, null, null, null))).hasSize(8);
    assertThat(all(bench, new AssetQuery("p_-1", null, null, null, null))).isEmpty();
    assertThat(all(bench, new AssetQuery("' or 1=1 --", null, null, null, null))).isEmpty();
  }

  private static List<Asset> all(Bench bench, AssetQuery query) {
    var found = new ArrayList<Asset>();
    @Nullable String cursor = null;
    do {
      var request = new PageRequest(4, cursor);
      var page = bench.platform.as(bench.platform.boss, () -> bench.assets.find(query, request));
      found.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    return found;
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void changesNeedTheCurrentRevisionAndARightName(TestDatabases kind) {
    var bench = new Bench(kind);
    var platform = bench.platform;
    var asset =
        platform.in(
            bench.acme,
            () -> bench.assets.register(new NewAsset("a", AssetKind.OTHER, null, null)));
    var change = new AssetChange("b", null, AssetState.STOCK, null, asset.revision());
    var changed = platform.in(bench.acme, () -> bench.assets.change(asset.id(), change));
    assertThat(changed.name()).isEqualTo("b");
    assertThat(changed.kind()).isEqualTo(AssetKind.OTHER);
    assertThatThrownBy(() -> platform.in(bench.acme, () -> bench.assets.change(asset.id(), change)))
        .isInstanceOf(Conflict.class);
    assertThatThrownBy(
            () ->
                platform.in(
                    bench.acme,
                    () ->
                        bench.assets.register(
                            new NewAsset("x".repeat(201), AssetKind.OTHER, null, null))))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(
            () ->
                platform.as(
                    platform.boss,
                    () -> bench.assets.register(new NewAsset("a", AssetKind.OTHER, null, null))))
        .isInstanceOf(Invalid.class);
    assertThat(platform.database.outbox().due(10_000))
        .filteredOn(
            entry -> entry.kind().equals("event") && entry.payload().contains(asset.id().value()))
        .extracting(entry -> entry.type().substring(entry.type().lastIndexOf('.') + 1))
        .containsExactlyInAnyOrder("AssetRegistered", "AssetChanged");
  }
}
