// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.NewAsset;
import io.custode.api.contact.NewContact;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.relation.NewRelation;
import io.custode.api.relation.Relation;
import io.custode.api.relation.RelationKind;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RelationsTest {
  private Platform p;
  private JpaRelations relations;
  private TenantId acme;

  private void on(TestDatabases kind) {
    p = new Platform(kind);
    acme = p.tenant("Acme");
    relations =
        new JpaRelations(p.store, p.binder, p.assets, p.contacts, p.stamps, p.events, p.audit);
  }

  private AssetId asset(TenantId tenant, String name) {
    return p.in(tenant, () -> p.assets.register(new NewAsset(name, AssetKind.SERVER, null, null)))
        .id();
  }

  private Relation add(AssetId from, RelationKind kind, String to) {
    return p.in(acme, () -> relations.add(new NewRelation(from, kind, to)));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void noAssetRunsOnItselfThroughOthers(TestDatabases kind) {
    on(kind);
    var a = asset(acme, "a");
    var b = asset(acme, "b");
    var c = asset(acme, "c");
    add(a, RelationKind.RUNS_ON, b.value());
    add(b, RelationKind.RUNS_ON, c.value());
    assertThatThrownBy(() -> add(c, RelationKind.RUNS_ON, a.value()))
        .isInstanceOfSatisfying(
            Conflict.class, e -> assertThat(e.name()).isEqualTo("relation-circle"));
    assertThatThrownBy(() -> add(a, RelationKind.RUNS_ON, a.value())).isInstanceOf(Invalid.class);
    // another kind is another matter, and a circle of cables is none
    add(c, RelationKind.PART_OF, a.value());
    add(a, RelationKind.CONNECTED_TO, b.value());
    add(b, RelationKind.CONNECTED_TO, c.value());
    add(c, RelationKind.CONNECTED_TO, a.value());
    assertThat(p.in(acme, () -> relations.of(b))).hasSize(4);
    var gone = add(a, RelationKind.RUNS_ON, b.value());
    p.in(
        acme,
        () -> {
          relations.remove(gone.id());
          return true;
        });
    add(c, RelationKind.RUNS_ON, a.value());
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aCableIsTheSameFromBothSidesAndUsersAreContacts(TestDatabases kind) {
    on(kind);
    var a = asset(acme, "a");
    var b = asset(acme, "b");
    var one = add(a, RelationKind.CONNECTED_TO, b.value());
    assertThat(add(b, RelationKind.CONNECTED_TO, a.value())).isEqualTo(one);
    var ada = p.in(acme, () -> p.contacts.create(new NewContact("Ada", null, null, null))).id();
    add(a, RelationKind.USED_BY, ada.value());
    assertThatThrownBy(() -> add(a, RelationKind.USED_BY, b.value())).isInstanceOf(NotFound.class);
    assertThat(p.in(acme, () -> relations.of(a))).hasSize(2);
    p.in(
        acme,
        () -> {
          p.contacts.remove(ada);
          return true;
        });
    assertThat(p.in(acme, () -> relations.of(a))).containsExactly(one);
    var other = p.tenant("Other");
    var foreign = asset(other, "x");
    assertThatThrownBy(() -> add(a, RelationKind.PART_OF, foreign.value()))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> p.in(other, () -> relations.of(a))).isInstanceOf(NotFound.class);
    assertThat(p.as(p.boss, () -> relations.of(a))).containsExactly(one);
  }
}
