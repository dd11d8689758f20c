// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.field;

import io.custode.api.access.Access;
import io.custode.api.access.UserId;
import io.custode.api.asset.AssetChanged;
import io.custode.api.asset.AssetId;
import io.custode.api.audit.Audit;
import io.custode.api.audit.PersonalDetail;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.field.CustomField;
import io.custode.api.field.CustomFields;
import io.custode.api.field.FieldKind;
import io.custode.api.field.FieldValue;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Doors;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.asset.CustomFacts;
import io.custode.platform.internal.audit.Longest;
import io.custode.platform.internal.rule.Changes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Fields are the provider's; their values are in the tenant of the thing. */
@Component(service = {CustomFields.class, JpaCustomFields.class})
public final class JpaCustomFields implements CustomFields {
  private static final int MOST = 100;
  private static final int MOST_VALUES = 100;

  private final TenantStore store;
  private final TenantContext tenants;
  private final Visibility visibility;
  private final Access access;
  private final Doors doors;
  private final Bearers bearers;
  private final Events events;
  private final Audit audit;

  @Activate
  public JpaCustomFields(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Visibility visibility,
      @Reference Access access,
      @Reference Doors doors,
      @Reference Bearers bearers,
      @Reference Events events,
      @Reference Audit audit) {
    this.store = store;
    this.tenants = tenants;
    this.visibility = visibility;
    this.access = access;
    this.doors = doors;
    this.bearers = bearers;
    this.events = events;
    this.audit = audit;
  }

  @Override
  public List<CustomField> of(FieldKind kind) {
    return visibility.asProvider(
        () ->
            store.read(
                em ->
                    em.createQuery(
                            "select f from FieldEntity f where f.kind = :kind"
                                + " order by f.label, f.id",
                            FieldEntity.class)
                        .setParameter("kind", kind)
                        .getResultStream()
                        .map(FieldEntity::toField)
                        .toList()));
  }

  @Override
  public CustomField define(CustomField field) {
    access.require("core.field.define");
    var checked = FieldRules.checked(field);
    return visibility.asProvider(() -> store.write(em -> define(em, checked)));
  }

  private CustomField define(EntityManager em, CustomField field) {
    var row = em.find(FieldEntity.class, FieldEntity.id(field.kind(), field.key()));
    if (row == null) {
      if (of(field.kind()).size() >= MOST) {
        throw new Conflict(
            "too-many-fields",
            "There are " + MOST + " fields of this kind already; nothing was changed.",
            "Take one away first.");
      }
      row = new FieldEntity(field);
      em.persist(row);
    } else if (row.type() != field.type()) {
      throw new Conflict(
          "field-type",
          "There is a field of this key with another type; nothing was changed.",
          "Take another key.");
    } else {
      row.say(field);
    }
    em.flush();
    audit.record(
        "core.field.define",
        "field/" + FieldEntity.id(field.kind(), field.key()),
        Changes.none().add("label", null, field.label()).json());
    return row.toField();
  }

  @Override
  public void remove(FieldKind kind, String key) {
    access.require("core.field.define");
    var field = of(kind).stream().filter(f -> f.key().equals(key)).findFirst();
    if (field.isEmpty()) {
      throw new NotFound("field", key.length() > 40 ? "of that key" : key);
    }
    // values first: cut off in between, it can be asked for again
    doors.as(
        doors.system("fields"),
        "system",
        () -> {
          tenantIds()
              .forEach(tenant -> tenants.run(tenant, () -> store.write(em -> drop(em, kind, key))));
          return true;
        });
    visibility.asProvider(
        () ->
            store.write(
                em -> {
                  var row = em.find(FieldEntity.class, FieldEntity.id(kind, key));
                  if (row != null) {
                    em.remove(row);
                  }
                  audit.record(
                      "core.field.remove", "field/" + FieldEntity.id(kind, key), Json.EMPTY);
                  return true;
                }));
  }

  private List<TenantId> tenantIds() {
    return visibility.asProvider(
        () ->
            store.read(
                em ->
                    em.createQuery("select t.id from TenantEntity t", String.class)
                        .getResultStream()
                        .map(TenantId::of)
                        .toList()));
  }

  private static boolean drop(EntityManager em, FieldKind kind, String key) {
    em.createQuery("delete from ValueEntity v where v.kind = :kind and v.key = :key")
        .setParameter("kind", kind)
        .setParameter("key", key)
        .executeUpdate();
    if (kind == FieldKind.ASSET) {
      CustomFacts.drop(em, key);
    }
    return true;
  }

  @Override
  public List<FieldValue> values(FieldKind kind, String id) {
    access.require(permission(kind, "read"));
    var tenant = bearers.tenant(kind, id);
    var fields = of(kind);
    return tenants.in(tenant, () -> store.read(em -> values(fields, stored(em, kind, id))));
  }

  private static String permission(FieldKind kind, String what) {
    return "core." + kind.name().toLowerCase(Locale.ROOT) + "." + what;
  }

  private static Map<String, ValueEntity> stored(EntityManager em, FieldKind kind, String id) {
    return em.createQuery(
            "select v from ValueEntity v where v.kind = :kind and v.target = :id",
            ValueEntity.class)
        .setParameter("kind", kind)
        .setParameter("id", id)
        .getResultStream()
        .collect(Collectors.toMap(ValueEntity::key, v -> v));
  }

  private static List<FieldValue> values(
      List<CustomField> fields, Map<String, ValueEntity> stored) {
    return fields.stream()
        .map(
            field -> {
              var value = stored.get(field.key());
              return new FieldValue(field.key(), value == null ? field.standard() : value.value());
            })
        .toList();
  }

  @Override
  public List<FieldValue> set(FieldKind kind, String id, List<FieldValue> values) {
    access.require(permission(kind, "write"));
    if (values.isEmpty() || values.size() > MOST_VALUES) {
      throw Invalid.field("values", "must be 1 to " + MOST_VALUES);
    }
    var tenant = bearers.tenant(kind, id);
    var fields = of(kind);
    var next = checked(fields, values);
    return tenants.in(tenant, () -> store.write(em -> set(em, tenant, kind, id, fields, next)));
  }

  /** Key to value, null to take it away. */
  private static Map<String, FieldValue> checked(
      List<CustomField> fields, List<FieldValue> values) {
    var known = fields.stream().collect(Collectors.toMap(CustomField::key, f -> f));
    var wrong = new java.util.ArrayList<Invalid.Violation>();
    var next = new HashMap<String, FieldValue>();
    for (var one : values) {
      var field = known.get(one.key());
      if (field == null) {
        wrong.add(new Invalid.Violation("key", "must be that of a field"));
      } else if (one.value() == null && field.required()) {
        wrong.add(new Invalid.Violation(field.key(), "is required"));
      } else {
        try {
          var value =
              one.value() == null ? null : FieldRules.value(field, field.key(), one.value());
          next.put(field.key(), new FieldValue(field.key(), value));
        } catch (Invalid e) {
          wrong.addAll(e.violations());
        }
      }
    }
    if (!wrong.isEmpty()) {
      throw new Invalid(wrong);
    }
    return next;
  }

  /**
   * Sets values of an asset in the open transaction of its tenant.
   *
   * @param values as they are kept, see {@link #checked(CustomField, String, String)}
   * @param dry only say what would be
   */
  public Changes say(
      EntityManager em, TenantId tenant, AssetId asset, Map<String, String> values, boolean dry) {
    var stored = stored(em, FieldKind.ASSET, asset.value());
    var changes = Changes.none();
    var next = new HashMap<String, FieldValue>();
    values.forEach(
        (key, value) -> {
          var row = stored.get(key);
          changes.add(CustomFacts.PREFIX + key, row == null ? null : row.value(), value);
          next.put(key, new FieldValue(key, value));
        });
    if (!dry && !changes.isEmpty()) {
      set(em, tenant, FieldKind.ASSET, asset.value(), List.of(), next);
    }
    return changes;
  }

  /**
   * @param at name of what is refused
   * @return the value as it is kept
   * @throws Invalid naming the rule that it breaks
   */
  public static String checked(CustomField field, String at, String said) {
    return FieldRules.value(field, at, said);
  }

  private List<FieldValue> set(
      EntityManager em,
      TenantId tenant,
      FieldKind kind,
      String id,
      List<CustomField> fields,
      Map<String, FieldValue> next) {
    var stored = stored(em, kind, id);
    var changes = Changes.none();
    next.forEach(
        (key, said) -> {
          var row = stored.get(key);
          var value = said.value();
          changes.add("custom." + key, row == null ? null : row.value(), value);
          if (row == null && value != null) {
            var made = new ValueEntity(kind, id, key, value);
            em.persist(made);
            stored.put(key, made);
          } else if (row != null && value != null) {
            row.say(value);
          } else if (row != null) {
            em.remove(row);
            stored.remove(key);
          }
          if (kind == FieldKind.ASSET) {
            CustomFacts.say(em, id, key, value);
          }
        });
    if (!changes.isEmpty()) {
      told(tenant, kind, id, changes);
    }
    return values(fields, stored);
  }

  /** What is said of a contact is a person's: the audit keeps it under his key. */
  private void told(TenantId tenant, FieldKind kind, String id, Changes changes) {
    var word = kind.name().toLowerCase(Locale.ROOT);
    if (kind == FieldKind.ASSET) {
      events.publish(new AssetChanged(EventId.next(), tenant, AssetId.of(id), Instant.now()));
    }
    var verb = "core." + word + ".field";
    if (kind == FieldKind.CONTACT) {
      for (var part : changes.parts(Longest.PERSONAL)) {
        var personal = new PersonalDetail(UserId.of(id), part);
        audit.record(verb, word + "/" + id, Json.EMPTY, personal);
      }
    } else {
      changes.parts(Longest.DETAIL).forEach(part -> audit.record(verb, word + "/" + id, part));
    }
  }
}
