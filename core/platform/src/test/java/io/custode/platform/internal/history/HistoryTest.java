// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.asset.AssetChange;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.NewAsset;
import io.custode.api.asset.NewLoan;
import io.custode.api.audit.AuditEntry;
import io.custode.api.contact.ContactChange;
import io.custode.api.contact.ContactChanged;
import io.custode.api.contact.ContactFate;
import io.custode.api.contact.NewContact;
import io.custode.api.error.Forbidden;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.field.CustomField;
import io.custode.api.field.FieldKind;
import io.custode.api.field.FieldType;
import io.custode.api.field.FieldValue;
import io.custode.api.history.HistoryEntry;
import io.custode.api.history.HistoryEntry.FieldChange;
import io.custode.api.history.HistoryKind;
import io.custode.api.page.PageRequest;
import io.custode.api.relation.NewRelation;
import io.custode.api.relation.RelationKind;
import io.custode.api.tenant.NewSite;
import io.custode.api.tenant.SiteChange;
import io.custode.api.tenant.TenantChange;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.asset.JpaLoans;
import io.custode.platform.internal.contact.RemovedContacts;
import io.custode.platform.internal.field.JpaCustomFields;
import io.custode.platform.internal.field.TestFields;
import io.custode.platform.internal.relation.JpaRelations;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HistoryTest {
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoChangedWhatIsToldUntilHeIsForgotten(TestDatabases kind) {
    var p = new Platform(kind);
    var history = history(p);
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

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aContactsHistoryIsHisAndGoesWithHim(TestDatabases kind) throws SQLException {
    // fields are the provider's
    var p = Platform.alone(kind);
    var history = history(p);
    var acme = p.tenant("Acme");
    var fields = fields(p);
    var carla =
        p.in(acme, () -> p.contacts.create(new NewContact("Carla", "c@x.example", null, null)));
    var id = carla.id();
    p.in(
        acme,
        () ->
            p.contacts.change(
                id, new ContactChange("Carla Blu", null, null, null, carla.revision())));
    p.in(
        acme,
        () ->
            fields.set(
                FieldKind.CONTACT, id.value(), List.of(new FieldValue("desk", "at the window"))));
    p.deliverAudit();
    Supplier<List<HistoryEntry>> told =
        () -> history.of(HistoryKind.CONTACT, id.value(), PageRequest.first()).items();
    assertThat(p.in(acme, told))
        .extracting(HistoryEntry::verb)
        .containsExactly("core.contact.field", "core.contact.change", "core.contact.create");
    assertThat(p.in(acme, told))
        .flatExtracting(HistoryEntry::changes)
        .containsExactly(
            new FieldChange("custom.desk", null, "at the window"),
            new FieldChange("name", "Carla", "Carla Blu"),
            new FieldChange("email", "c@x.example", null));
    var auditor = Platform.technician("auditor", "core.history.read");
    assertThatThrownBy(() -> p.as(auditor, told)).isInstanceOf(Forbidden.class);
    var other = p.tenant("Other");
    assertThatThrownBy(() -> p.in(other, told)).isInstanceOf(NotFound.class);
    assertThat(p.database.tablesWith("c@x.example")).as("under his key").isEmpty();

    new RemovedContacts(p.personKeys)
        .on(new ContactChanged(EventId.next(), acme, id, ContactFate.REMOVED, Instant.now()));
    p.deliverAudit();
    assertThat(p.in(acme, told)).hasSize(3).allMatch(entry -> entry.changes().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void largeChangesAreToldWhole(TestDatabases kind) {
    var p = Platform.alone(kind);
    var acme = p.tenant("Acme");
    var fields = TestFields.of(p);
    var keys = IntStream.range(0, 12).mapToObj(i -> "note" + i).toList();
    for (var of : List.of(FieldKind.CONTACT, FieldKind.SITE)) {
      for (var key : keys) {
        var note = new CustomField(of, key, key, FieldType.TEXT, false, null, null, null, null);
        p.as(p.boss, () -> fields.define(note));
      }
    }
    var values = keys.stream().map(key -> new FieldValue(key, key + "x".repeat(290))).toList();
    var told =
        values.stream().map(v -> new FieldChange("custom." + v.key(), null, v.value())).toList();
    var carla = p.in(acme, () -> p.contacts.create(new NewContact("Carla", null, null, null))).id();
    p.in(acme, () -> fields.set(FieldKind.CONTACT, carla.value(), values));
    var site = p.in(acme, () -> p.sites.create(new NewSite("Depot"))).id();
    p.in(acme, () -> fields.set(FieldKind.SITE, site.value(), values));
    var quotes = new FieldValue("note0", "\"".repeat(300));
    p.in(acme, () -> fields.set(FieldKind.CONTACT, carla.value(), List.of(quotes)));
    p.in(
        acme,
        () ->
            fields.set(
                FieldKind.CONTACT,
                carla.value(),
                List.of(new FieldValue("note0", "\\".repeat(300)))));
    p.deliverAudit();
    var history = history(p);
    assertThat(
            p.in(acme, () -> history.of(HistoryKind.SITE, site.value(), PageRequest.first()))
                .items())
        .flatExtracting(HistoryEntry::changes)
        .containsExactlyInAnyOrderElementsOf(told);
    assertThat(
            p.in(acme, () -> history.of(HistoryKind.CONTACT, carla.value(), PageRequest.first()))
                .items())
        .flatExtracting(HistoryEntry::changes)
        .containsAll(told)
        .contains(
            new FieldChange(
                "custom.note0", "\"".repeat(199) + "\u2026", "\\".repeat(199) + "\u2026"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void fieldsRelationsAndLoansAreToldOfTheAssetAndPersonsByTheirIds(TestDatabases kind) {
    var p = Platform.alone(kind);
    var acme = p.tenant("Acme");
    var fields = fields(p);
    var loans = new JpaLoans(p.store, p.binder, p.contacts, p.events, p.audit);
    var relations =
        new JpaRelations(p.store, p.binder, p.assets, p.contacts, p.stamps, p.events, p.audit);
    var carla = p.in(acme, () -> p.contacts.create(new NewContact("Carla", null, null, null))).id();
    var asset =
        p.in(acme, () -> p.assets.register(new NewAsset("pc-9", AssetKind.OTHER, null, null))).id();
    var desk = List.of(new FieldValue("desk", "window"));
    p.in(acme, () -> fields.set(FieldKind.ASSET, asset.value(), desk));
    var use = new NewRelation(asset, RelationKind.USED_BY, carla.value());
    var used = p.in(acme, () -> relations.add(use)).id();
    p.in(
        acme,
        () -> {
          relations.remove(used);
          return true;
        });
    p.in(acme, () -> loans.lend(asset, new NewLoan(carla, null, null)));
    p.in(acme, () -> loans.giveBack(asset, AssetState.STOCK));
    p.deliverAudit();
    var history = history(p);
    assertThat(
            p.in(acme, () -> history.of(HistoryKind.ASSET, asset.value(), PageRequest.first()))
                .items())
        .flatExtracting(HistoryEntry::changes)
        .contains(
            new FieldChange("custom.desk", null, "window"),
            new FieldChange("USED_BY", null, carla.value()),
            new FieldChange("USED_BY", carla.value(), null),
            new FieldChange("lentTo", null, carla.value()),
            new FieldChange("lentTo", carla.value(), null));
  }

  /** With a desk for contacts and assets. */
  private static JpaCustomFields fields(Platform p) {
    var fields = TestFields.of(p);
    for (var of : List.of(FieldKind.CONTACT, FieldKind.ASSET)) {
      var desk = new CustomField(of, "desk", "Desk", FieldType.TEXT, false, null, null, null, null);
      p.as(p.boss, () -> fields.define(desk));
    }
    return fields;
  }

  private static AuditHistory history(Platform p) {
    return new AuditHistory(
        p.callers, p.audit, p.assets, p.sites, p.tenants, p.contacts, p.visibility, p.json);
  }
}
