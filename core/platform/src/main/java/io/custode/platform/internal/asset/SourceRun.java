// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.asset.AssetChanged;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetState;
import io.custode.api.audit.Audit;
import io.custode.api.error.Invalid;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.asset.Reconciler.Told;
import io.custode.platform.internal.external.ExternalRefEntity;
import io.custode.platform.internal.rule.Changes;
import io.custode.platform.internal.rule.Text;
import io.custode.spi.asset.AssetSource;
import io.custode.spi.asset.SourceAsset;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in what a source says of the bound tenant, and retires what it no longer has. */
@Component(service = SourceRun.class)
public final class SourceRun {
  private static final Logger LOG = LoggerFactory.getLogger(SourceRun.class);
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]+([.-][a-z0-9]+)*");
  private static final int MOST = 100_000;
  private static final int BATCH = 200;

  /** So few may vanish at once without being doubted. */
  private static final int FEW = 10;

  private final TenantStore store;
  private final Reconciler reconciler;
  private final Events events;
  private final Audit audit;

  @Activate
  public SourceRun(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Reconciler reconciler,
      @Reference Events events,
      @Reference Audit audit) {
    this.store = store;
    this.reconciler = reconciler;
    this.events = events;
    this.audit = audit;
  }

  /**
   * @throws IllegalStateException if what it says cannot be believed: nothing is retired then
   * @throws Exception what the source throws
   */
  void take(TenantId tenant, AssetSource source) throws Exception {
    var id = source.id();
    if (id.length() > 60 || !ID.matcher(id).matches() || id.equals("csv")) {
      throw new IllegalStateException("the id of the source is not one that a source may have");
    }
    var told = new LinkedHashMap<String, Told>();
    source.read(tenant, asset -> note(id, told, asset));
    var all = List.copyOf(told.values());
    for (int from = 0; from < all.size(); from += BATCH) {
      var batch = all.subList(from, Math.min(all.size(), from + BATCH));
      store.write(em -> reconciler.take(em, tenant, id, batch, false));
    }
    if (!all.isEmpty()) {
      retire(tenant, id, told);
    }
  }

  private static void note(String source, Map<String, Told> told, SourceAsset asset) {
    try {
      var known = Text.name("externalId", asset.externalId());
      if (told.size() >= MOST) {
        throw new IllegalStateException("it says more than " + MOST + " assets");
      }
      told.put(
          known,
          new Told(
              known,
              Text.name("name", asset.name()),
              asset.kind(),
              null,
              null,
              Text.optional("serial", asset.serial(), Text.NAME),
              asset.macs(),
              asset.facts()));
    } catch (Invalid e) {
      LOG.warn("Source {} says an asset that cannot be: {}", source, e.what());
    }
  }

  private void retire(TenantId tenant, String source, Map<String, Told> told) {
    var known =
        store.read(
            em ->
                em.createQuery(
                        "select r.externalId from ExternalRefEntity r where r.kind = 'asset'"
                            + " and r.source = :source and r.goneAt is null",
                        String.class)
                    .setParameter("source", source)
                    .getResultList());
    var missing = known.stream().filter(key -> !told.containsKey(key)).toList();
    if (missing.size() > FEW && missing.size() > known.size() / 2) {
      throw new IllegalStateException(
          "it no longer has %d of %d assets, which is not believed: none was retired"
              .formatted(missing.size(), known.size()));
    }
    for (int from = 0; from < missing.size(); from += BATCH) {
      var batch = missing.subList(from, Math.min(missing.size(), from + BATCH));
      store.write(em -> retire(em, tenant, source, batch));
    }
  }

  private boolean retire(EntityManager em, TenantId tenant, String source, List<String> keys) {
    var now = Instant.now();
    em.createQuery(
            "select r from ExternalRefEntity r where r.kind = 'asset' and r.source = :source"
                + " and r.externalId in :keys",
            ExternalRefEntity.class)
        .setParameter("source", source)
        .setParameter("keys", keys)
        .getResultStream()
        .peek(ref -> ref.gone(now))
        .map(ref -> em.find(AssetEntity.class, ref.target()))
        .filter(Objects::nonNull)
        .filter(asset -> asset.agent() == null && asset.state() != AssetState.RETIRED)
        .forEach(
            asset -> {
              var changes = Changes.none().add("state", asset.state(), AssetState.RETIRED);
              asset.put(AssetState.RETIRED);
              var id = AssetId.of(asset.id());
              events.publish(new AssetChanged(EventId.next(), tenant, id, now));
              audit.record("core.asset.vanish", "asset/" + id, changes.json());
            });
    return true;
  }
}
