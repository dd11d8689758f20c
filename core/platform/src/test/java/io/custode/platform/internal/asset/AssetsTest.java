// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.agent.AgentId;
import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetChange;
import io.custode.api.asset.AssetCondition;
import io.custode.api.asset.AssetCondition.Field;
import io.custode.api.asset.AssetCondition.Operator;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetOrder;
import io.custode.api.asset.AssetQuery;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.Inventory;
import io.custode.api.asset.NewAsset;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.NewSite;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
              platform.tenants,
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
  void whoEnrolsForASiteThatIsGoneStandsAtNone(TestDatabases kind) {
    var bench = new Bench(kind);
    var platform = bench.platform;
    var milan = platform.in(bench.acme, () -> platform.sites.create(new NewSite("Milan")).id());
    var nics = List.<Inventory.Nic>of();
    for (var site : List.of(milan, SiteId.next())) {
      var id =
          platform.in(
              bench.acme,
              () ->
                  bench.claiming.claim(
                      AgentId.next(),
                      site,
                      IdentityTest.Machines.inventory(site.value(), site.value(), null, nics)));
      assertThat(bench.get(bench.acme, id).site()).isEqualTo(site.equals(milan) ? milan : null);
    }
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

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void eachOrderIsRightOverManyPagesWhateverIsNotKnown(TestDatabases kind) {
    var bench = new Bench(kind);
    for (int i = 0; i < 14; i++) {
      int n = i;
      bench.platform.in(
          n % 2 == 0 ? bench.acme : bench.other,
          () ->
              bench.assets.register(
                  new NewAsset(
                      (n % 3 == 0 ? "pc-" : "PC-") + n % 4,
                      AssetKind.values()[n % 3],
                      null,
                      n % 5 == 0 ? null : (n % 2 == 0 ? "sn" : "SN") + n % 3)));
    }
    for (int i = 0; i < 4; i++) {
      var id = bench.claim(bench.acme, AgentId.next(), "host-" + i, "PF2ABCD" + i, null);
      boolean here = i % 2 == 0;
      bench.platform.in(
          bench.acme,
          () -> {
            bench.claiming.seen(id, here, Instant.now());
            return true;
          });
    }
    for (var by : AssetOrder.By.values()) {
      for (var down : List.of(false, true)) {
        var order = new AssetOrder(by, down);
        assertThat(all(bench, AssetQuery.ANY, order))
            .as("%s", order)
            .hasSize(18)
            .doesNotHaveDuplicates()
            .isSortedAccordingTo(comparator(bench, by, down));
      }
    }
    var seen = new AssetOrder(AssetOrder.By.SEEN, true);
    assertThat(all(bench, AssetQuery.ANY, seen).subList(0, 2)).allMatch(Asset::online);
    var servers = new AssetQuery(null, AssetKind.SERVER, null, null, null);
    assertThat(all(bench, servers, seen)).hasSameSizeAs(all(bench, servers)).isNotEmpty();
    var page =
        bench.platform.as(
            bench.platform.boss,
            () -> bench.assets.find(AssetQuery.ANY, seen, PageRequest.first(2)));
    assertThatThrownBy(
            () ->
                bench.platform.as(
                    bench.platform.boss,
                    () ->
                        bench.assets.find(
                            AssetQuery.ANY,
                            new AssetOrder(AssetOrder.By.OS, true),
                            new PageRequest(2, page.next()))))
        .isInstanceOf(Invalid.class);
  }

  private static Comparator<Asset> comparator(Bench bench, AssetOrder.By by, boolean descending) {
    Comparator<Asset> key =
        switch (by) {
          case NAME -> Comparator.comparing(asset -> lower(asset.name()));
          case TENANT -> Comparator.comparing(asset -> asset.tenant().equals(bench.other));
          case ONLINE -> Comparator.comparing(Asset::online);
          case KIND -> Comparator.comparing(asset -> asset.kind().name());
          case STATE -> Comparator.comparing(asset -> asset.state().name());
          case OS -> Comparator.comparing(asset -> lower(asset.os()));
          case SERIAL -> Comparator.comparing(asset -> lower(asset.serial()));
          case CPUS -> Comparator.comparing(Asset::cpus);
          case MEMORY -> Comparator.comparing(Asset::memoryBytes);
          case SEEN ->
              Comparator.comparing(Asset::online)
                  .thenComparing(
                      asset -> Objects.requireNonNullElse(asset.seenAt(), Instant.EPOCH));
          case CREATED -> Comparator.comparing(Asset::createdAt);
        };
    return (descending ? key.reversed() : key)
        .thenComparing(asset -> lower(asset.name()))
        .thenComparing(asset -> asset.id().value());
  }

  private static String lower(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void conditionsFindWhatTheySayAndNothingIsUnknown(TestDatabases kind) {
    var bench = new Bench(kind);
    bench.platform.in(
        bench.other,
        () -> bench.assets.register(new NewAsset("Büro_1", AssetKind.PRINTER, null, null)));
    var host = bench.claim(bench.acme, AgentId.next(), "srv-1", "PF2ABCDE", null);
    var gone = bench.claim(bench.acme, AgentId.next(), "srv-2", "PF2XYZ12", null);
    bench.platform.in(
        bench.acme,
        () -> {
          bench.claiming.seen(host, true, Instant.now().minus(Duration.ofDays(90)));
          bench.claiming.seen(gone, false, Instant.now().minus(Duration.ofDays(40)));
          return true;
        });
    assertThat(named(bench, Field.NAME, Operator.IS, "bÜRO_1")).containsExactly("Büro_1");
    assertThat(named(bench, Field.NAME, Operator.CONTAINS, "o_")).containsExactly("Büro_1");
    assertThat(named(bench, Field.NAME, Operator.STARTS_WITH, "srv")).hasSize(2);
    assertThat(named(bench, Field.OS, Operator.CONTAINS_NOT, "debian")).containsExactly("Büro_1");
    assertThat(named(bench, Field.SERIAL, Operator.IS_NOT, "pf2abcde"))
        .containsExactly("Büro_1", "srv-2");
    assertThat(named(bench, Field.SERIAL, Operator.UNKNOWN, null)).containsExactly("Büro_1");
    assertThat(named(bench, Field.OS, Operator.KNOWN, null)).hasSize(2);
    assertThat(named(bench, Field.KIND, Operator.IS, "PRINTER")).containsExactly("Büro_1");
    assertThat(named(bench, Field.STATE, Operator.IS_NOT, "ACTIVE")).isEmpty();
    assertThat(named(bench, Field.TENANT, Operator.IS, bench.other.value()))
        .containsExactly("Büro_1");
    assertThat(named(bench, Field.SITE, Operator.IS_NOT, SiteId.next().value())).hasSize(3);
    assertThat(named(bench, Field.ONLINE, Operator.IS, "true")).containsExactly("srv-1");
    assertThat(named(bench, Field.AGENT, Operator.IS, "false")).containsExactly("Büro_1");
    assertThat(named(bench, Field.CPUS, Operator.AT_LEAST, "1")).hasSize(2);
    assertThat(named(bench, Field.MEMORY, Operator.AT_MOST, "0")).containsExactly("Büro_1");
    assertThat(named(bench, Field.SEEN, Operator.WITHIN, "P30D")).containsExactly("srv-1");
    assertThat(named(bench, Field.SEEN, Operator.NOT_WITHIN, "P30D"))
        .containsExactly("Büro_1", "srv-2");
    assertThat(named(bench, Field.CREATED, Operator.WITHIN, "PT1H")).hasSize(3);
    for (var bad :
        List.of(
            new AssetCondition(Field.NAME, Operator.AT_LEAST, "1"),
            new AssetCondition(Field.NAME, Operator.IS, " "),
            new AssetCondition(Field.NAME, Operator.IS, "x".repeat(201)),
            new AssetCondition(Field.OS, Operator.KNOWN, "x"),
            new AssetCondition(Field.KIND, Operator.IS, "FRIDGE"),
            new AssetCondition(Field.TENANT, Operator.IS, "' or 1=1"),
            new AssetCondition(Field.ONLINE, Operator.IS, "maybe"),
            new AssetCondition(Field.CPUS, Operator.AT_LEAST, "many"),
            new AssetCondition(Field.SEEN, Operator.WITHIN, "-P1D"),
            new AssetCondition(Field.SEEN, Operator.WITHIN, "yesterday"))) {
      assertThatThrownBy(() -> all(bench, where(List.of(bad))))
          .as("%s", bad)
          .isInstanceOf(Invalid.class);
    }
    var many = Collections.nCopies(21, new AssetCondition(Field.OS, Operator.KNOWN, null));
    assertThatThrownBy(() -> all(bench, where(many))).isInstanceOf(Invalid.class);
  }

  private static AssetQuery where(List<AssetCondition> conditions) {
    return new AssetQuery(null, null, null, null, null, conditions);
  }

  private static List<String> named(
      Bench bench, Field field, Operator operator, @Nullable String value) {
    var query = where(List.of(new AssetCondition(field, operator, value)));
    return all(bench, query).stream().map(Asset::name).toList();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theLongestNamesOfAnyScriptArePagedToo(TestDatabases kind) {
    var bench = new Bench(kind);
    for (int i = 0; i < 6; i++) {
      var name = "\u8cc7".repeat(199) + i;
      bench.platform.in(
          bench.acme, () -> bench.assets.register(new NewAsset(name, AssetKind.OTHER, null, name)));
    }
    for (var by : List.of(AssetOrder.By.NAME, AssetOrder.By.SERIAL)) {
      assertThat(all(bench, AssetQuery.ANY, new AssetOrder(by, false))).hasSize(6);
    }
  }

  private static List<Asset> all(Bench bench, AssetQuery query) {
    return all(bench, query, AssetOrder.NAME);
  }

  private static List<Asset> all(Bench bench, AssetQuery query, AssetOrder order) {
    var found = new ArrayList<Asset>();
    @Nullable String cursor = null;
    do {
      var request = new PageRequest(4, cursor);
      var page =
          bench.platform.as(bench.platform.boss, () -> bench.assets.find(query, order, request));
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
