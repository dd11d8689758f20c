// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.NewAsset;
import io.custode.api.audit.AuditQuery;
import io.custode.api.contact.NewContact;
import io.custode.api.error.Conflict;
import io.custode.api.error.Forbidden;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.field.CustomField;
import io.custode.api.field.FieldKind;
import io.custode.api.field.FieldType;
import io.custode.api.field.FieldValue;
import io.custode.api.group.AssetFilter;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CustomFieldsTest {
  private Platform p;
  private JpaCustomFields fields;
  private TenantId acme;

  /** On a database of its own: fields are the provider's. */
  private void on(TestDatabases kind) {
    p = Platform.alone(kind);
    acme = p.tenant("Acme");
    var bearers = new Bearers(p.assets, p.sites, p.tenants, p.contacts, p.binder);
    fields =
        new JpaCustomFields(
            p.store, p.binder, p.visibility, p.callers, p.doors, bearers, p.events, p.audit);
  }

  private CustomField define(FieldKind kind, String key, FieldType type, boolean required) {
    return define(
        new CustomField(
            kind,
            key,
            "Label of " + key,
            type,
            required,
            null,
            type == FieldType.CHOICE ? List.of("gold", "silver") : null,
            type == FieldType.NUMBER ? BigDecimal.ONE : null,
            null));
  }

  private CustomField define(CustomField field) {
    return p.as(p.boss, () -> fields.define(field));
  }

  private AssetId asset(String name) {
    return p.in(acme, () -> p.assets.register(new NewAsset(name, AssetKind.SERVER, null, null)))
        .id();
  }

  private List<FieldValue> set(FieldKind kind, String id, String key, @Nullable String value) {
    return p.in(acme, () -> fields.set(kind, id, List.of(new FieldValue(key, value))));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void valuesAreWhatTheirFieldSaysAndStandardsShow(TestDatabases kind) {
    on(kind);
    define(FieldKind.ASSET, "count", FieldType.NUMBER, false);
    define(FieldKind.ASSET, "day", FieldType.DATE, false);
    define(FieldKind.ASSET, "level", FieldType.CHOICE, true);
    define(
        new CustomField(
            FieldKind.ASSET, "vip", "A VIP", FieldType.YES_NO, false, "false", null, null, null));
    var id = asset("pc-1").value();
    assertThat(p.in(acme, () -> fields.values(FieldKind.ASSET, id)))
        .containsExactly(
            new FieldValue("vip", "false"),
            new FieldValue("count", null),
            new FieldValue("day", null),
            new FieldValue("level", null));
    assertThatThrownBy(
            () ->
                p.in(
                    acme,
                    () ->
                        fields.set(
                            FieldKind.ASSET,
                            id,
                            List.of(
                                new FieldValue("count", "0.5"),
                                new FieldValue("day", "2026-02-30"),
                                new FieldValue("level", "bronze"),
                                new FieldValue("vip", "yes"),
                                new FieldValue("nope", "x")))))
        .isInstanceOfSatisfying(
            Invalid.class,
            e ->
                assertThat(e.violations())
                    .extracting(Invalid.Violation::field)
                    .containsExactly("count", "day", "level", "vip", "key"));
    set(FieldKind.ASSET, id, "level", "gold");
    assertThatThrownBy(() -> set(FieldKind.ASSET, id, "level", null))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("level is required");
    assertThat(set(FieldKind.ASSET, id, "count", "12.50"))
        .contains(new FieldValue("count", "12.5"), new FieldValue("level", "gold"));
    assertThat(set(FieldKind.ASSET, id, "count", null)).contains(new FieldValue("count", null));
    assertThatThrownBy(() -> define(FieldKind.ASSET, "count", FieldType.TEXT, false))
        .isInstanceOf(Conflict.class);
    p.deliverAudit();
    assertThat(
            p.in(
                    acme,
                    () ->
                        p.audit.find(
                            new AuditQuery(null, "core.asset.field", "asset/" + id),
                            PageRequest.first()))
                .items()
                .get(0)
                .detail()
                .text())
        .contains("{\"field\":\"custom.count\",\"from\":\"12.5\",\"to\":null}");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void groupsAskForValuesAndARemovedFieldIsGoneEverywhere(TestDatabases kind) {
    on(kind);
    define(FieldKind.ASSET, "room", FieldType.TEXT, false);
    var one = asset("pc-1");
    asset("pc-2");
    set(FieldKind.ASSET, one.value(), "room", "Sala A");
    assertThat(inRoom("\"sala a\"")).containsExactly(one);
    set(FieldKind.ASSET, one.value(), "room", "Sala B");
    assertThat(inRoom("\"sala a\"")).isEmpty();
    assertThat(inRoom("\"SALA B\"")).containsExactly(one);
    p.as(
        p.boss,
        () -> {
          fields.remove(FieldKind.ASSET, "room");
          return true;
        });
    assertThat(inRoom("\"sala b\"")).isEmpty();
    define(FieldKind.ASSET, "room", FieldType.TEXT, false);
    assertThat(p.in(acme, () -> fields.values(FieldKind.ASSET, one.value())))
        .containsExactly(new FieldValue("room", null));
  }

  private List<AssetId> inRoom(String value) {
    var filter =
        new AssetFilter(
            null, null, null, "custom.room", AssetFilter.Operator.IS, new Json(value), null);
    return p.in(acme, () -> p.groups.preview(filter, PageRequest.first())).items().stream()
        .map(Asset::id)
        .toList();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatIsSaidOfAContactIsInNoAuditAndGoesWithHim(TestDatabases kind) {
    on(kind);
    define(FieldKind.CONTACT, "birthday", FieldType.DATE, false);
    var ada = p.in(acme, () -> p.contacts.create(new NewContact("Ada", null, null, null))).id();
    set(FieldKind.CONTACT, ada.value(), "birthday", "1990-05-04");
    var reader = Platform.technician("reader", "core.contact.read");
    assertThatThrownBy(() -> p.as(reader, () -> fields.values(FieldKind.ASSET, ada.value())))
        .isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> p.as(reader, () -> fields.values(FieldKind.CONTACT, ada.value())))
        .isInstanceOf(NotFound.class);
    p.deliverAudit();
    assertThat(
            p.in(
                    acme,
                    () ->
                        p.audit.find(
                            new AuditQuery(null, null, "contact/" + ada), PageRequest.first()))
                .items())
        .hasSize(2)
        .allSatisfy(e -> assertThat(e.detail().text()).isEqualTo("{}"));
    p.in(
        acme,
        () -> {
          p.contacts.remove(ada);
          return true;
        });
    assertThat(
            p.<Long>in(
                acme,
                () ->
                    p.store.read(
                        em ->
                            em.createQuery("select count(v) from ValueEntity v", Long.class)
                                .getSingleResult())))
        .isZero();
  }
}
