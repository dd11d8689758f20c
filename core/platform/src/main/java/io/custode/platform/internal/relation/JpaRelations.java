// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.relation;

import io.custode.api.asset.AssetChanged;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.Assets;
import io.custode.api.audit.Audit;
import io.custode.api.contact.ContactId;
import io.custode.api.contact.Contacts;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.relation.NewRelation;
import io.custode.api.relation.Relation;
import io.custode.api.relation.RelationId;
import io.custode.api.relation.RelationKind;
import io.custode.api.relation.Relations;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.rule.Changes;
import io.custode.platform.internal.stamp.Stamps;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Relations in the core schema. Writers of one tenant are in turn, so that no two close a circle
 * together.
 */
@Component
public final class JpaRelations implements Relations {
  private static final int MOST = 500;

  private final TenantStore store;
  private final TenantContext tenants;
  private final Assets assets;
  private final Contacts contacts;
  private final Stamps stamps;
  private final Events events;
  private final Audit audit;

  @Activate
  public JpaRelations(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Assets assets,
      @Reference Contacts contacts,
      @Reference Stamps stamps,
      @Reference Events events,
      @Reference Audit audit) {
    this.store = store;
    this.tenants = tenants;
    this.assets = assets;
    this.contacts = contacts;
    this.stamps = stamps;
    this.events = events;
    this.audit = audit;
  }

  @Override
  public List<Relation> of(AssetId asset) {
    need(asset);
    var rows = tenants.current().isPresent() ? "RelationEntity" : "RelationFleetEntity";
    return store.read(
        em ->
            em.createQuery(
                    "select r from "
                        + rows
                        + " r where r.source = :asset or r.target = :asset order by r.id",
                    RelationRow.class)
                .setParameter("asset", asset.value())
                .setMaxResults(MOST)
                .getResultStream()
                .map(RelationRow::toRelation)
                .toList());
  }

  private void need(AssetId asset) {
    if (assets.get(asset).isEmpty()) {
      throw new NotFound("asset", asset);
    }
  }

  private TenantId bound() {
    return tenants
        .current()
        .orElseThrow(() -> Invalid.field("tenant", "must be named: relations are within one"));
  }

  @Override
  public Relation add(NewRelation relation) {
    var tenant = bound();
    var from = relation.from().value();
    var to = target(relation);
    boolean turned = relation.kind() == RelationKind.CONNECTED_TO && to.compareTo(from) < 0;
    return store.write(
        em -> {
          stamps.bump(em, tenant);
          var source = turned ? to : from;
          var target = turned ? from : to;
          var there = find(em, source, relation.kind(), target);
          if (there.isPresent()) {
            return there.get().toRelation(tenant);
          }
          checkRoom(em, from);
          checkCircle(em, source, relation.kind(), target);
          var row = new RelationEntity(source, relation.kind(), target);
          em.persist(row);
          told(tenant, row.toRelation(tenant), true);
          return row.toRelation(tenant);
        });
  }

  private String target(NewRelation relation) {
    need(relation.from());
    if (relation.kind() == RelationKind.USED_BY) {
      var contact = ContactId.of(relation.to());
      return contacts.get(contact).orElseThrow(() -> new NotFound("contact", contact)).id().value();
    }
    var other = AssetId.of(relation.to());
    if (other.equals(relation.from())) {
      throw Invalid.field("to", "must not be the asset itself");
    }
    need(other);
    return other.value();
  }

  private static Optional<RelationEntity> find(
      EntityManager em, String source, RelationKind kind, String target) {
    return em.createQuery(
            "select r from RelationEntity r where r.source = :source and r.kind = :kind"
                + " and r.target = :target",
            RelationEntity.class)
        .setParameter("source", source)
        .setParameter("kind", kind)
        .setParameter("target", target)
        .getResultStream()
        .findFirst();
  }

  private static void checkRoom(EntityManager em, String asset) {
    long count =
        em.createQuery(
                "select count(r) from RelationEntity r where r.source = :asset or r.target = :asset",
                Long.class)
            .setParameter("asset", asset)
            .getSingleResult();
    if (count >= MOST) {
      throw new Conflict(
          "too-many-relations",
          "An asset has at most " + MOST + " relations; nothing was changed.",
          "Take some away, or put what is alike into a group.");
    }
  }

  /** Goes from the target on, level by level; what is on the way leads back, or it does not. */
  private static void checkCircle(
      EntityManager em, String source, RelationKind kind, String target) {
    if (kind != RelationKind.RUNS_ON && kind != RelationKind.PART_OF) {
      return;
    }
    var seen = new HashSet<String>();
    Set<String> level = Set.of(target);
    while (!level.isEmpty()) {
      if (level.contains(source)) {
        throw new Conflict(
            "relation-circle",
            "The other one "
                + words(kind)
                + " this one already, perhaps through others;"
                + " nothing was changed.",
            "Take that relation away first.");
      }
      seen.addAll(level);
      var next =
          new HashSet<>(
              em.createQuery(
                      "select r.target from RelationEntity r where r.kind = :kind"
                          + " and r.source in :level",
                      String.class)
                  .setParameter("kind", kind)
                  .setParameter("level", level)
                  .getResultList());
      next.removeAll(seen);
      level = next;
    }
  }

  private static String words(RelationKind kind) {
    return kind == RelationKind.RUNS_ON ? "runs on" : "is part of";
  }

  @Override
  public void remove(RelationId id) {
    var tenant = bound();
    store.write(
        em -> {
          var row = em.find(RelationEntity.class, id.value());
          if (row == null) {
            throw new NotFound("relation", id);
          }
          em.remove(row);
          told(tenant, row.toRelation(tenant), false);
          return true;
        });
  }

  /** In the history of the asset it begins at: the other one by its id. */
  private void told(TenantId tenant, Relation relation, boolean isNew) {
    var changes =
        Changes.none()
            .add(
                relation.kind().name(), isNew ? null : relation.to(), isNew ? relation.to() : null);
    events.publish(new AssetChanged(EventId.next(), tenant, relation.from(), Instant.now()));
    audit.record(
        isNew ? "core.asset.relate" : "core.asset.unrelate",
        "asset/" + relation.from(),
        changes.json());
  }
}
