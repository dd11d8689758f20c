// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetChanged;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetRegistered;
import io.custode.api.asset.AssetState;
import io.custode.api.audit.Audit;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import io.custode.platform.internal.rule.Changes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes the assets of the bound tenant what a source without agents says they are. */
@Component(service = Reconciler.class)
public final class Reconciler {
  /**
   * What is said of an asset, checked.
   *
   * @param state null: as it is; new ones are active
   * @param site null: as it is
   * @param serial null: as it is
   */
  public record Told(
      String externalId,
      String name,
      @Nullable AssetKind kind,
      @Nullable AssetState state,
      @Nullable SiteId site,
      @Nullable String serial,
      List<String> macs,
      Map<String, String> facts) {
    public Told {
      macs = macs.stream().map(Identity::mac).filter(Objects::nonNull).toList();
      facts = Facts.known(facts);
    }
  }

  /**
   * What came of it.
   *
   * @param asset null if it is new and nothing was to be done
   * @param proposals merge proposals that came of it
   */
  public record Result(@Nullable AssetId asset, boolean isNew, Changes changes, int proposals) {}

  private final Events events;
  private final Audit audit;

  @Activate
  public Reconciler(@Reference Events events, @Reference Audit audit) {
    this.events = events;
    this.audit = audit;
  }

  /**
   * In the open transaction.
   *
   * @param source by whose keys they are known
   * @param dry only say what would be
   * @return the result of each, in order
   */
  public List<Result> take(
      EntityManager em, TenantId tenant, String source, List<Told> told, boolean dry) {
    var known = Resemblance.of(em, source, told);
    var results = new ArrayList<Result>();
    for (var one : told) {
      var entity = known.same(one);
      results.add(
          entity == null
              ? register(em, tenant, known, one, dry)
              : change(em, tenant, known, entity, one, dry));
    }
    return results;
  }

  private Result register(
      EntityManager em, TenantId tenant, Resemblance known, Told told, boolean dry) {
    var maybe = known.maybe(told);
    var changes = Changes.none().add("name", null, told.name()).add("serial", null, told.serial());
    if (dry) {
      return new Result(null, true, changes, maybe.size());
    }
    var kind = told.kind() == null ? AssetKind.OTHER : told.kind();
    var entity = new AssetEntity(tenant, told.name(), kind, told.site(), told.serial());
    if (told.state() != null) {
      entity.say(told.name(), kind, told.state(), told.site(), told.serial());
    }
    em.persist(entity);
    em.flush();
    describe(em, entity, told);
    maybe.forEach(
        other ->
            em.persist(
                new ProposalEntity(
                    entity, other, "Both have the same serial number, interface or name.")));
    known.remember(told, entity);
    var id = AssetId.of(entity.id());
    events.publish(new AssetRegistered(EventId.next(), tenant, id, told.name(), Instant.now()));
    audit.record("core.asset.register", "asset/" + id, Json.EMPTY);
    return new Result(id, true, changes, maybe.size());
  }

  private Result change(
      EntityManager em,
      TenantId tenant,
      Resemblance known,
      AssetEntity entity,
      Told told,
      boolean dry) {
    var before = entity.toAsset();
    var state = stateOf(before, known.wasGone(told), told);
    var changes =
        Changes.none()
            .add("name", before.name(), told.name())
            .add("kind", before.kind(), told.kind() == null ? before.kind() : told.kind())
            .add("state", before.state(), state)
            .add("site", before.site(), told.site() == null ? before.site() : told.site())
            .add(
                "serial",
                before.serial(),
                told.serial() == null || before.agent() != null ? before.serial() : told.serial());
    if (!dry) {
      known.remember(told, entity);
      // most rows of a file that comes again say nothing new
      if (!changes.isEmpty() || !told.macs().isEmpty() || !told.facts().isEmpty()) {
        describe(em, entity, told);
      }
    }
    if (!dry && !changes.isEmpty()) {
      entity.say(
          told.name(),
          told.kind() == null ? before.kind() : told.kind(),
          state,
          told.site() == null ? before.site() : told.site(),
          told.serial() == null ? before.serial() : told.serial());
      em.flush();
      events.publish(new AssetChanged(EventId.next(), tenant, before.id(), Instant.now()));
      audit.record("core.asset.change", "asset/" + before.id(), changes.json());
    }
    return new Result(before.id(), false, changes, 0);
  }

  /** What its source had lost and has again is in use again. */
  private static AssetState stateOf(Asset before, boolean wasGone, Told told) {
    if (told.state() != null) {
      return told.state();
    }
    return wasGone && before.state() == AssetState.RETIRED ? AssetState.ACTIVE : before.state();
  }

  /** Where an agent speaks, its word counts. */
  private static void describe(EntityManager em, AssetEntity entity, Told told) {
    if (entity.agent() != null) {
      return;
    }
    if (!told.facts().isEmpty()) {
      Facts.store(em, entity.id(), told.facts());
    }
    var serial = Identity.serial(told.serial());
    if (serial != null) {
      know(em, entity.id(), "serial", List.of(serial));
    }
    if (!told.macs().isEmpty()) {
      know(em, entity.id(), "mac", told.macs());
    }
  }

  private static void know(EntityManager em, String asset, String kind, List<String> values) {
    var there =
        em.createQuery(
                "select i from IdentityEntity i where i.asset = :asset and i.kind = :kind",
                IdentityEntity.class)
            .setParameter("asset", asset)
            .setParameter("kind", kind)
            .getResultList();
    there.stream().filter(row -> !values.contains(row.value())).forEach(em::remove);
    var said = there.stream().map(IdentityEntity::value).toList();
    values.stream()
        .distinct()
        .filter(value -> !said.contains(value))
        .forEach(value -> em.persist(new IdentityEntity(asset, kind, value)));
  }
}
