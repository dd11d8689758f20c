// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.agent.AgentId;
import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.Inventory;
import io.custode.api.asset.MergeProposal;
import io.custode.api.asset.NewAsset;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.field.FieldKind;
import io.custode.api.group.AssetGroup;
import io.custode.api.group.NewGroup;
import io.custode.api.page.PageRequest;
import io.custode.api.relation.NewRelation;
import io.custode.api.relation.RelationKind;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.field.ValueEntity;
import io.custode.platform.internal.relation.JpaRelations;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MergesTest {
  private static final class Bench {
    final Platform platform;
    final TenantId acme;
    final Claiming claiming;
    final JpaMergeProposals proposals;
    final AgentId agent = AgentId.next();

    Bench(TestDatabases kind) {
      platform = new Platform(kind);
      acme = platform.tenant("Acme");
      claiming =
          new Claiming(
              platform.store, platform.binder, platform.events, platform.audit, platform.json);
      proposals =
          new JpaMergeProposals(
              platform.store, platform.binder, platform.events, platform.audit, platform.json);
    }

    AssetId register(String name) {
      return platform
          .in(
              acme,
              () -> platform.assets.register(new NewAsset(name, AssetKind.SERVER, null, null)))
          .id();
    }

    /** A machine with the network card of another asset, which is not sure. */
    AssetId claim(String host, String serial) {
      return platform.in(acme, () -> claiming.claim(agent, null, said(host, serial)));
    }

    static Inventory said(String host, String serial) {
      return IdentityTest.Machines.inventory(
          host,
          serial,
          null,
          List.of(new Inventory.Nic("e0", "00:1b:21:3c:4d:5e", List.of(), true)));
    }

    Asset get(AssetId id) {
      return platform.in(acme, () -> platform.assets.get(id)).orElseThrow();
    }

    AssetGroup list(String name, AssetId... members) {
      return platform.in(
          acme,
          () -> {
            var group = platform.groups.create(new NewGroup(name, null, null));
            if (members.length > 0) {
              platform.groups.add(group.id(), List.of(members));
            }
            return group;
          });
    }

    List<AssetId> members(AssetGroup group) {
      return platform
          .in(acme, () -> platform.groups.members(group.id(), PageRequest.first()))
          .items()
          .stream()
          .map(Asset::id)
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aMergeMovesListsAndIsTakenApartAsItWas(TestDatabases kind) {
    var bench = new Bench(kind);
    var older = bench.register("web-1");
    var newer = bench.claim("web-1", "SN-0001-A");
    assertThat(newer).isNotEqualTo(older);
    var both = bench.list("both", older, newer);
    var gained = bench.list("gained", newer);
    var own = bench.list("own", older);
    var proposal = bench.platform.in(bench.acme, () -> propose(bench, newer, older));
    bench.platform.in(bench.acme, () -> bench.proposals.merge(proposal.id()));
    assertThat(bench.get(newer).state()).isEqualTo(AssetState.RETIRED);
    assertThat(bench.get(older).agent()).isEqualTo(bench.agent);
    assertThat(bench.get(older).serial()).isEqualTo("SN-0001-A");
    assertThat(bench.members(both)).containsExactly(older);
    assertThat(bench.members(gained)).containsExactly(older);
    assertThat(bench.members(own)).containsExactly(older);
    // the agent goes on speaking, with another kernel
    assertThat(bench.claim("web-1b", "SN-0001-A")).isEqualTo(older);

    bench.platform.in(bench.acme, () -> bench.proposals.unmerge(proposal.id()));
    var back = bench.get(newer);
    assertThat(back.state()).isEqualTo(AssetState.ACTIVE);
    assertThat(back.agent()).isEqualTo(bench.agent);
    assertThat(back.serial()).isEqualTo("SN-0001-A");
    assertThat(bench.platform.in(bench.acme, () -> bench.platform.assets.inventory(newer)))
        .hasValueSatisfying(i -> assertThat(i.hostname()).isEqualTo("web-1b"));
    var stays = bench.get(older);
    assertThat(stays.agent()).isNull();
    assertThat(stays.serial()).isNull();
    assertThat(stays.os()).isNull();
    assertThat(bench.platform.in(bench.acme, () -> bench.platform.assets.inventory(older)))
        .isEmpty();
    assertThat(bench.members(both)).containsExactlyInAnyOrder(older, newer);
    assertThat(bench.members(gained)).containsExactly(newer);
    assertThat(bench.members(own)).containsExactly(older);
    assertThat(bench.claim("web-1b", "SN-0001-A")).isEqualTo(newer);
    assertThatThrownBy(
            () -> bench.platform.in(bench.acme, () -> bench.proposals.unmerge(proposal.id())))
        .isInstanceOf(Conflict.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aMergeMovesRelationsAndValuesOfFieldsAndGivesThemBack(TestDatabases kind) {
    var bench = new Bench(kind);
    var p = bench.platform;
    var relations =
        new JpaRelations(p.store, p.binder, p.assets, p.contacts, p.stamps, p.events, p.audit);
    var older = bench.register("web-1");
    var newer = bench.claim("web-1", "SN-0002-A");
    var host = bench.register("host");
    var rack = bench.register("rack");
    var printer = bench.register("printer");
    var both =
        p.in(
            bench.acme,
            () -> {
              relations.add(new NewRelation(newer, RelationKind.RUNS_ON, host.value()));
              relations.add(new NewRelation(printer, RelationKind.CONNECTED_TO, newer.value()));
              relations.add(new NewRelation(newer, RelationKind.PART_OF, older.value()));
              relations.add(new NewRelation(newer, RelationKind.PART_OF, rack.value()));
              return relations.add(new NewRelation(older, RelationKind.PART_OF, rack.value()));
            });
    var before = p.in(bench.acme, () -> relations.of(newer));
    say(bench, newer, "room", "A1");
    say(bench, newer, "level", "gold");
    say(bench, older, "level", "silver");
    var proposal = p.in(bench.acme, () -> propose(bench, newer, older));
    p.in(bench.acme, () -> bench.proposals.merge(proposal.id()));

    assertThat(p.in(bench.acme, () -> relations.of(older)))
        .extracting(r -> r.kind() + " " + (r.from().equals(older) ? r.to() : r.from()))
        .contains(
            "RUNS_ON " + host, "CONNECTED_TO " + printer, "PART_OF " + rack, "PART_OF " + newer)
        .hasSize(4);
    assertThat(said(bench, older)).containsExactly("level=silver", "room=a1");
    assertThat(said(bench, newer)).containsExactly("level=gold");
    // somebody takes one away meanwhile
    var gone =
        p.in(bench.acme, () -> relations.of(older)).stream()
            .filter(r -> r.kind() == RelationKind.CONNECTED_TO)
            .findFirst()
            .orElseThrow();
    p.in(
        bench.acme,
        () -> {
          relations.remove(gone.id());
          return true;
        });

    p.in(bench.acme, () -> bench.proposals.unmerge(proposal.id()));
    assertThat(p.in(bench.acme, () -> relations.of(newer)))
        .containsExactlyElementsOf(before.stream().filter(r -> !r.id().equals(gone.id())).toList());
    assertThat(p.in(bench.acme, () -> relations.of(older))).contains(both).hasSize(2);
    assertThat(said(bench, older)).containsExactly("level=silver");
    assertThat(said(bench, newer)).containsExactly("level=gold", "room=a1");
  }

  /** As a field does, which is not defined here for all tests. */
  private static void say(Bench bench, AssetId asset, String key, String value) {
    bench.platform.in(
        bench.acme,
        () ->
            bench.platform.store.write(
                em -> {
                  em.persist(new ValueEntity(FieldKind.ASSET, asset.value(), key, value));
                  CustomFacts.say(em, asset.value(), key, value);
                  return true;
                }));
  }

  /** Values as groups find them. */
  private static List<String> said(Bench bench, AssetId asset) {
    return bench.platform.in(
        bench.acme,
        () ->
            bench.platform.store.read(
                em -> {
                  var facts =
                      em.createQuery(
                              "select f from FactEntity f where f.asset = :asset", FactEntity.class)
                          .setParameter("asset", asset.value())
                          .getResultStream()
                          .filter(f -> f.name().startsWith(CustomFacts.PREFIX))
                          .map(
                              f -> f.name().substring(7) + "=" + f.value().toLowerCase(Locale.ROOT))
                          .sorted()
                          .toList();
                  var values =
                      em.createQuery(
                              "select count(v) from ValueEntity v where v.target = :asset",
                              Long.class)
                          .setParameter("asset", asset.value())
                          .getSingleResult();
                  assertThat(values).isEqualTo(facts.size());
                  return facts;
                }));
  }

  private static MergeProposal propose(Bench bench, AssetId newer, AssetId older) {
    bench.platform.store.write(
        em -> {
          em.persist(
              new ProposalEntity(
                  JpaAssets.load(em, newer), JpaAssets.load(em, older), "for the test"));
          return true;
        });
    return bench.proposals.find(PageRequest.first()).items().stream()
        .filter(p -> p.asset().equals(newer) && p.reason().equals("for the test"))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void ofTwoMergesOfAnAssetTheLastIsTakenApartFirst(TestDatabases kind) {
    var bench = new Bench(kind);
    var first = bench.register("a");
    var second = bench.register("b");
    var third = bench.register("c");
    var one = bench.platform.in(bench.acme, () -> propose(bench, second, first));
    var two = bench.platform.in(bench.acme, () -> propose(bench, third, first));
    bench.platform.in(bench.acme, () -> bench.proposals.merge(one.id()));
    bench.platform.in(bench.acme, () -> bench.proposals.merge(two.id()));
    assertThatThrownBy(() -> bench.platform.in(bench.acme, () -> bench.proposals.unmerge(one.id())))
        .isInstanceOfSatisfying(
            Conflict.class, e -> assertThat(e.name()).isEqualTo("merged-since"));
    bench.platform.in(bench.acme, () -> bench.proposals.unmerge(two.id()));
    bench.platform.in(bench.acme, () -> bench.proposals.unmerge(one.id()));
    assertThat(List.of(bench.get(second).state(), bench.get(third).state()))
        .containsOnly(AssetState.ACTIVE);
    var other = bench.platform.tenant("Other");
    assertThatThrownBy(() -> bench.platform.in(other, () -> bench.proposals.unmerge(one.id())))
        .isInstanceOf(NotFound.class);
  }
}
