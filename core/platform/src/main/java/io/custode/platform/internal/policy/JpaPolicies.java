// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.access.Access;
import io.custode.api.asset.AssetId;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Unavailable;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.policy.EffectivePolicy;
import io.custode.api.policy.Policies;
import io.custode.api.policy.Policy;
import io.custode.api.policy.PolicyChange;
import io.custode.api.policy.PolicyChanged;
import io.custode.api.policy.PolicyLevel;
import io.custode.api.policy.PolicyQuery;
import io.custode.api.policy.PolicyTarget;
import io.custode.api.policy.PolicyTypeInfo;
import io.custode.api.policy.PolicyVersion;
import io.custode.api.policy.ProviderPolicyChanged;
import io.custode.api.tenant.TenantId;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.rule.Micros;
import io.custode.platform.internal.stamp.Stamps;
import io.custode.platform.internal.tenant.OwnedTables;
import io.custode.platform.internal.tenant.OwnedTables.From;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/**
 * Policies in the core schema; what applies is computed from what {@link PolicyStates} remembers.
 */
@Component(service = {Policies.class, JpaPolicies.class})
public final class JpaPolicies implements Policies {
  private final TenantStore store;
  private final Visibility visibility;
  private final Access access;
  private final Stamps stamps;
  private final PolicyTypes types;
  private final PolicyStates states;
  private final PolicyTargets targets;
  private final Events events;
  private final Audit audit;
  private final JsonMapping json;
  private final OwnedTables<PolicyRow> rows;

  @Activate
  public JpaPolicies(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference Access access,
      @Reference Stamps stamps,
      @Reference PolicyTypes types,
      @Reference PolicyStates states,
      @Reference PolicyTargets targets,
      @Reference Events events,
      @Reference Audit audit,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.store = store;
    this.visibility = visibility;
    this.access = access;
    this.stamps = stamps;
    this.types = types;
    this.states = states;
    this.targets = targets;
    this.events = events;
    this.audit = audit;
    this.json = json;
    this.rows =
        new OwnedTables<>(
            store,
            visibility,
            () -> targets.bound() != null,
            PolicyRow.class,
            PolicyEntity.class,
            PolicyFleetEntity.class,
            ProviderPolicyEntity.class);
  }

  @Override
  public <T extends Record> T of(AssetId asset, Class<T> record) {
    var tenant = targets.bound();
    if (tenant == null) {
      throw Invalid.field("tenant", "must be named: an asset is in one");
    }
    var type = type(record);
    var state = states.of(tenant);
    var known = state.resolved(asset, type);
    if (known == null) {
      var place = states.place(state, asset);
      known = new Inheritance(type, state.layers(type.name(), asset, place)).value();
      state.put(asset, type, known);
    }
    return record.cast(known);
  }

  private KnownType type(Class<?> record) {
    return types
        .get(record)
        .orElseThrow(
            () ->
                new Unavailable(
                    "No policy type with the record " + record.getName() + " is there now.",
                    Duration.ofSeconds(1)));
  }

  @Override
  public <T extends Record> T at(PolicyTarget target, Class<T> record) {
    access.current();
    var type = type(record);
    return record.cast(new Inheritance(type, targets.layers(type.name(), target, false)).value());
  }

  @Override
  public Page<PolicyTypeInfo> types(PageRequest page) {
    access.current();
    var all = new TreeMap<String, PolicyTypeInfo>();
    for (var name : stored()) {
      all.put(name, new PolicyTypeInfo(name, false, "", null));
    }
    for (var type : types.all()) {
      all.put(
          type.name(),
          new PolicyTypeInfo(type.name(), true, type.description(), RecordSchema.of(type)));
    }
    var after = page.cursor() == null ? "" : Cursor.read(page.cursor(), 1).get(0);
    var rows = all.tailMap(after, false).values().stream().limit(page.limit() + 1L).toList();
    return Page.cut(rows, page, type -> Cursor.of(type.name()));
  }

  private List<String> stored() {
    var names = new ArrayList<String>();
    for (var from : List.of(From.PROVIDER, rows.seen())) {
      names.addAll(
          rows.read(
              from,
              em ->
                  em.createQuery(
                          "select distinct p.type from " + rows.entity(from).getSimpleName() + " p",
                          String.class)
                      .setMaxResults(1000)
                      .getResultList()));
    }
    return names;
  }

  @Override
  public Page<Policy> find(PolicyQuery query, PageRequest page) {
    access.current();
    var found = rows.rows(page, 1, (from, after, limit) -> rows(from, query, after.get(0), limit));
    return Page.cut(found, page, r -> OwnedTables.cursor(r.tenant(), r.id())).map(this::policy);
  }

  private List<PolicyRow> rows(From from, PolicyQuery query, String after, int limit) {
    var jpql =
        "select p from "
            + rows.entity(from).getSimpleName()
            + " p where p.id > :after"
            + (query.type() == null ? "" : " and p.type = :type")
            + (query.level() == null ? "" : " and p.level = :level")
            + " order by p.id";
    return rows.read(
        from,
        em -> {
          var q = em.createQuery(jpql, PolicyRow.class).setParameter("after", after);
          if (query.type() != null) {
            q.setParameter("type", query.type());
          }
          if (query.level() != null) {
            q.setParameter("level", query.level());
          }
          return q.setMaxResults(limit).getResultList();
        });
  }

  private Policy policy(PolicyRow row) {
    return row.toPolicy(json, types.isKnown(row.key().type()));
  }

  @Override
  public Optional<Policy> get(String type, PolicyTarget target) {
    access.current();
    var owner = targets.owner(target);
    return rows.read(
            OwnedTables.of(owner),
            em -> new PolicyTable(em, owner).find(new PolicyKey(type, target)))
        .map(this::policy);
  }

  @Override
  public Policy set(String name, PolicyTarget target, PolicyChange change) {
    var owner = targets.owner(target);
    requireProvide(owner);
    var type = types.get(name).orElseThrow(() -> away(name));
    var key = new PolicyKey(name, target);
    var next = PolicyEdit.checked(type, owner, target, change, targets.layers(name, target, true));
    return write(
        owner,
        em -> {
          var table = new PolicyTable(em, owner);
          var row = table.find(key).orElse(null);
          Long revision = row == null ? null : row.revision();
          if (!java.util.Objects.equals(revision, change.revision())) {
            throw Conflict.changedMeanwhile("policy");
          }
          var stored = PolicyEdit.keepingUnknown(type, next, row == null ? null : row.stored(json));
          var put = table.put(row, key, json.write(stored), now(), access.current().id());
          told(em, owner, key, "core.policy.set", stored);
          return policy(put);
        });
  }

  /** What is stored of a type shows that there was one. */
  private RuntimeException away(String name) {
    return stored().contains(name)
        ? new Conflict(
            "policy-type-away",
            "The plugin of " + name + " is away; what is stored stays, and nothing was changed.",
            "Install the plugin again, or clear the policy.")
        : new NotFound("policy type", name.length() > 80 ? "of that name" : name);
  }

  @Override
  public void clear(String name, PolicyTarget target, long revision) {
    var owner = targets.owner(target);
    requireProvide(owner);
    var key = new PolicyKey(name, target);
    write(
        owner,
        em -> {
          var table = new PolicyTable(em, owner);
          var row = table.find(key).orElseThrow(() -> new NotFound("policy for", target));
          if (row.revision() != revision) {
            throw Conflict.changedMeanwhile("policy");
          }
          return clear(em, table, owner, row);
        });
  }

  private boolean clear(
      EntityManager em, PolicyTable table, @Nullable TenantId owner, PolicyRow row) {
    table.clear(row, now(), access.current().id());
    told(em, owner, row.key(), "core.policy.clear", Stored.NOTHING);
    return true;
  }

  /** Clears all that is set for a group that went. */
  void clearGroup(@Nullable TenantId owner, String group) {
    clear(owner, PolicyLevel.GROUP, group);
  }

  /** Clears all that is set for a site that went. */
  void clearSite(TenantId owner, String site) {
    clear(owner, PolicyLevel.SITE, site);
  }

  private void clear(@Nullable TenantId owner, PolicyLevel level, String target) {
    write(
        owner,
        em -> {
          var table = new PolicyTable(em, owner);
          table.rows(level, target).forEach(row -> clear(em, table, owner, row));
          return true;
        });
  }

  private void requireProvide(@Nullable TenantId owner) {
    if (owner == null) {
      access.require("core.policy.provide");
      if (targets.bound() != null) {
        throw Invalid.field("tenant", "must be left out: it is the provider's policy");
      }
    }
  }

  private static Instant now() {
    return Micros.cut(Instant.now());
  }

  private <T> T write(@Nullable TenantId owner, Function<EntityManager, T> work) {
    Function<EntityManager, T> counted =
        em -> {
          stamps.bump(em, owner);
          return work.apply(em);
        };
    T done =
        owner == null ? visibility.asProvider(() -> store.write(counted)) : store.write(counted);
    states.forget(owner);
    return done;
  }

  private record Told(List<String> fields, List<String> locked) {}

  private void told(
      EntityManager em, @Nullable TenantId owner, PolicyKey key, String verb, Stored stored) {
    em.flush();
    var at = Instant.now();
    events.publish(
        owner == null
            ? new ProviderPolicyChanged(EventId.next(), key.type(), key.target(), at)
            : new PolicyChanged(EventId.next(), owner, key.type(), key.target(), at));
    // names only: the values are in the history, which is not cut to the length of an entry
    var fields = stored.values().keySet().stream().sorted().limit(50).toList();
    var locked = stored.locked().stream().limit(50).toList();
    audit.record(
        verb, "policy/" + key.type() + "/" + key.target(), json.write(new Told(fields, locked)));
  }

  @Override
  public EffectivePolicy explain(String name, PolicyTarget target) {
    access.current();
    var layers = targets.layers(name, target, true);
    var type = types.get(name).orElse(null);
    if (type == null && layers.isEmpty() && !stored().contains(name)) {
      throw away(name);
    }
    return new EffectivePolicy(
        name,
        type != null,
        target,
        type == null ? Inheritance.unknown(layers, null) : new Inheritance(type, layers).fields());
  }

  @Override
  public Page<PolicyVersion> history(String name, PolicyTarget target, PageRequest page) {
    access.current();
    var owner = targets.owner(target);
    int before = page.cursor() == null ? Integer.MAX_VALUE : number(page.cursor());
    List<PolicyVersion> versions =
        rows.read(
            OwnedTables.of(owner),
            em ->
                new PolicyTable(em, owner)
                    .versions(new PolicyKey(name, target), before, page.limit() + 1).stream()
                        .map(v -> v.toVersion(json))
                        .toList());
    if (versions.isEmpty() && page.cursor() == null) {
      throw new NotFound("policy for", target);
    }
    return Page.cut(versions, page, v -> Cursor.of(String.valueOf(v.number())));
  }

  private static int number(String cursor) {
    try {
      return Integer.parseInt(Cursor.read(cursor, 1).get(0));
    } catch (NumberFormatException e) {
      throw Invalid.field("cursor", "is none of ours");
    }
  }
}
