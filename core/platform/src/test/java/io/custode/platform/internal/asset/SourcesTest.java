// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.agent.AgentId;
import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetQuery;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.NewLoan;
import io.custode.api.contact.NewContact;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.group.AssetFilter;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.spi.asset.AssetSource;
import io.custode.spi.asset.SourceAsset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourcesTest {
  /** A cloud that has what a test puts into it. */
  private static final class Cloud implements AssetSource {
    final List<SourceAsset> assets = new ArrayList<>();
    @Nullable RuntimeException failure;

    @Override
    public String id() {
      return "acmecloud.machines";
    }

    @Override
    public void read(TenantId tenant, Consumer<SourceAsset> into) {
      assets.forEach(into);
      if (failure != null) {
        throw failure;
      }
    }

    void has(String id, String name, @Nullable String serial) {
      assets.removeIf(a -> a.externalId().equals(id));
      assets.add(
          new SourceAsset(
              id,
              name,
              AssetKind.VIRTUAL_MACHINE,
              serial,
              List.of(),
              Map.of("model", "Standard D2", "nonsense", "x")));
    }
  }

  private static final class Bench {
    final Platform platform;
    final TenantId acme;
    final SourceRun run;
    final Cloud cloud = new Cloud();

    Bench(TestDatabases kind) {
      platform = new Platform(kind);
      acme = platform.tenant("Acme");
      run =
          new SourceRun(
              platform.store,
              new Reconciler(platform.events, platform.audit),
              platform.events,
              platform.audit);
    }

    void ask() {
      platform.in(
          acme,
          () -> {
            try {
              run.take(acme, cloud);
            } catch (RuntimeException e) {
              throw e;
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
            return true;
          });
    }

    List<Asset> assets() {
      return platform
          .in(acme, () -> platform.assets.find(AssetQuery.ANY, PageRequest.first(500)))
          .items();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatASourceHasBecomesAnAssetVanishesAndComesBack(TestDatabases kind) {
    var bench = new Bench(kind);
    bench.cloud.has("i-1", "vm-1", "VM-SERIAL-1");
    bench.cloud.has("i-2", "vm-2", null);
    bench.ask();
    bench.cloud.has("i-1", "vm-one", "VM-SERIAL-1");
    bench.ask();
    assertThat(bench.assets()).extracting(Asset::name).containsExactly("vm-2", "vm-one");
    var found =
        bench.platform.in(
            bench.acme,
            () ->
                bench.platform.groups.preview(
                    new AssetFilter(
                        null,
                        null,
                        null,
                        "model",
                        AssetFilter.Operator.CONTAINS,
                        new Json("\"standard\""),
                        null),
                    PageRequest.first()));
    assertThat(found.items()).hasSize(2);
    bench.cloud.assets.removeIf(a -> a.externalId().equals("i-2"));
    bench.ask();
    assertThat(bench.assets().get(0).state()).isEqualTo(AssetState.RETIRED);
    bench.cloud.has("i-2", "vm-2", null);
    bench.ask();
    assertThat(bench.assets()).extracting(Asset::state).containsOnly(AssetState.ACTIVE);
    // a source that fails, or is empty all at once, is not believed
    bench.cloud.assets.clear();
    bench.ask();
    bench.cloud.failure = new IllegalStateException("away");
    assertThatThrownBy(bench::ask).hasMessage("away");
    assertThat(bench.assets()).extracting(Asset::state).containsOnly(AssetState.ACTIVE);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aSourceThatLostMostOfItsAssetsIsNotBelieved(TestDatabases kind) {
    var bench = new Bench(kind);
    IntStream.range(0, 20).forEach(i -> bench.cloud.has("i-" + i, "vm-" + i, null));
    bench.ask();
    bench.cloud.assets.subList(2, 20).clear();
    assertThatThrownBy(bench::ask).hasMessageContaining("18 of 20");
    assertThat(bench.assets()).hasSize(20).extracting(Asset::state).containsOnly(AssetState.ACTIVE);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whereAnAgentSpeaksTheSourceNeitherRetiresNorContradicts(TestDatabases kind) {
    var bench = new Bench(kind);
    var claiming =
        new Claiming(
            bench.platform.store,
            bench.platform.binder,
            bench.platform.events,
            bench.platform.audit,
            bench.platform.json);
    var id =
        bench.platform.in(
            bench.acme,
            () ->
                claiming.claim(
                    AgentId.next(),
                    null,
                    IdentityTest.Machines.inventory("srv", "VM-SERIAL-9", null, List.of())));
    bench.cloud.has("i-9", "srv", "vm-serial-9");
    bench.cloud.has("i-8", "other", null);
    bench.ask();
    assertThat(bench.assets()).hasSize(2);
    assertThat(bench.platform.in(bench.acme, () -> bench.platform.assets.get(id)))
        .hasValueSatisfying(a -> assertThat(a.serial()).isEqualTo("VM-SERIAL-9"));
    bench.cloud.assets.removeIf(a -> a.externalId().equals("i-9"));
    bench.ask();
    assertThat(bench.platform.in(bench.acme, () -> bench.platform.assets.get(id)))
        .hasValueSatisfying(a -> assertThat(a.state()).isEqualTo(AssetState.ACTIVE));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anAssetIsLentToSomebodyUntilADayAndComesBack(TestDatabases kind) {
    var bench = new Bench(kind);
    var p = bench.platform;
    bench.cloud.has("i-1", "laptop", null);
    bench.ask();
    var asset = bench.assets().get(0).id();
    var loans = new JpaLoans(p.store, p.binder, p.contacts, p.events, p.audit);
    var ada =
        p.in(bench.acme, () -> p.contacts.create(new NewContact("Ada", null, null, null))).id();
    var from = LocalDate.parse("2026-03-02");
    var until = LocalDate.parse("2026-03-31");
    assertThatThrownBy(
            () -> p.in(bench.acme, () -> loans.lend(asset, new NewLoan(ada, until, from))))
        .isInstanceOf(Invalid.class);
    p.in(bench.acme, () -> loans.lend(asset, new NewLoan(ada, from, until)));
    assertThat(bench.assets().get(0).state()).isEqualTo(AssetState.LOAN);
    assertThat(p.in(bench.acme, () -> loans.find(until.minusDays(1), PageRequest.first())).items())
        .isEmpty();
    assertThat(p.as(p.boss, () -> loans.find(until, PageRequest.first())).items())
        .extracting(loan -> loan.contact())
        .containsExactly(ada);
    p.in(
        bench.acme,
        () -> {
          p.contacts.remove(ada);
          return true;
        });
    assertThat(p.in(bench.acme, () -> loans.get(asset)))
        .hasValueSatisfying(loan -> assertThat(loan.contact()).isNull());
    assertThat(p.in(bench.acme, () -> loans.giveBack(asset, AssetState.STOCK)).state())
        .isEqualTo(AssetState.STOCK);
    assertThatThrownBy(() -> p.in(bench.acme, () -> loans.giveBack(asset, AssetState.STOCK)))
        .isInstanceOf(NotFound.class);
  }
}
