// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.Access;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.json.Json;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.CatalogEntry;
import io.custode.api.plugin.LoadedCatalog;
import io.custode.api.plugin.PluginCatalog;
import io.custode.api.plugin.PluginCatalogLoaded;
import io.custode.api.plugin.PluginId;
import io.custode.core.json.JsonMapping;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Catalogs as rows: read and checked once, on one node, known to all. */
@Component(service = {PluginCatalog.class, HotCatalog.class})
public final class HotCatalog implements PluginCatalog {
  /** The catalog that the distribution brings; nobody else's is called so. */
  static final String BUNDLED = "custode";

  private static final Logger LOG = LoggerFactory.getLogger(HotCatalog.class);
  private static final String READ = "core.plugin.read";
  private static final String INSTALL = "core.plugin.install";
  private static final String LOAD = "core.plugin-catalog.load";
  private static final int MOST = 20;

  /** Clocks differ; what is further ahead would keep out all that comes until then. */
  private static final Duration SKEW = Duration.ofHours(1);

  private final PluginRows rows;
  private final Access access;
  private final Audit audit;
  private final LifecycleSettings settings;
  private final JsonMapping json;
  private final Clock clock;
  private final TrustStore trust;
  private final Quarantines quarantines;
  private final CatalogRevocations revocations;
  private final Offers offers;
  private final Sources sources;

  @Activate
  public HotCatalog(
      @Reference PluginRows rows,
      @Reference NodePlugins node,
      @Reference Access access,
      @Reference Audit audit,
      @Reference LifecycleSettings settings,
      @Reference Quarantines quarantines,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this(rows, node, access, audit, settings, quarantines, json, new Download(), Clock.systemUTC());
  }

  HotCatalog(
      PluginRows rows,
      NodePlugins node,
      Access access,
      Audit audit,
      LifecycleSettings settings,
      Quarantines quarantines,
      JsonMapping json,
      Download download,
      Clock clock) {
    this.rows = rows;
    this.access = access;
    this.audit = audit;
    this.settings = settings;
    this.json = json;
    this.clock = clock;
    this.trust = new TrustStore(rows, settings);
    this.quarantines = quarantines;
    this.revocations = new CatalogRevocations(rows);
    this.offers = new Offers(rows, node, settings);
    this.sources = new Sources(new Uploads(rows, clock), offers, download);
  }

  @Override
  public Page<CatalogEntry> find(@Nullable PluginId plugin, PageRequest page) {
    access.require(READ);
    var catalogs = offers.catalogs();
    var found = offers.find(catalogs.keySet(), plugin, page);
    var here = offers.platform();
    var known = known();
    return Page.cut(found, page, row -> Cursor.of(row.plugin().value(), row.sorting(), row.id()))
        .map(
            row ->
                row.shown(catalogs.getOrDefault(row.catalog(), ""), here, known.get(row.plugin())));
  }

  @Override
  public List<CatalogEntry> updates(@Nullable PluginId plugin) {
    access.require(READ);
    var catalogs = offers.catalogs();
    var here = offers.platform();
    var installed =
        rows.present().stream()
            .filter(row -> plugin == null || plugin.equals(row.id()))
            .collect(Collectors.toMap(PluginRow::id, Function.identity()));
    if (plugin != null && installed.isEmpty()) {
      throw new NotFound("plugin", plugin);
    }
    return installed.keySet().stream()
        .sorted(Comparator.comparing(PluginId::value))
        .map(offers::newest)
        .flatMap(Optional::stream)
        .map(
            row ->
                row.shown(
                    catalogs.getOrDefault(row.catalog(), ""), here, installed.get(row.plugin())))
        .filter(entry -> entry.state() == CatalogEntry.State.UPDATE)
        .toList();
  }

  private Map<PluginId, PluginRow> known() {
    return rows.known().stream().collect(Collectors.toMap(PluginRow::id, Function.identity()));
  }

  @Override
  public LoadedCatalog load(String source) {
    access.require(INSTALL);
    return take(sources.read(source), false);
  }

  /**
   * @param bundled whether it is the distribution's own, whose files are trusted as the platform's
   */
  LoadedCatalog take(byte[] bytes, boolean bundled) {
    try {
      var catalog = checked(bytes, bundled);
      var known = known(catalog);
      return known.isPresent() ? known.get() : write(catalog, bundled);
    } catch (Conflict e) {
      audit.refused(LOAD, "plugin-catalog/" + Fingerprint.of(bytes), e.what());
      throw e;
    }
  }

  private CatalogJar checked(byte[] bytes, boolean bundled) {
    var jar = new JarCheck(settings.scratch(), clock).check(bytes, trust.now().withoutStrangers());
    var catalog = CatalogJar.of(jar, json);
    if (catalog.index().catalog().equals(BUNDLED) != bundled) {
      throw JarContents.refuse(
          "is named "
              + catalog.index().catalog()
              + ": only the distribution's catalog is "
              + BUNDLED);
    }
    var ahead = clock.instant().plus(SKEW);
    if (catalog.index().issuedAt().isAfter(ahead)) {
      throw new Conflict(
          "plugin-catalog-future",
          "The catalog was issued at "
              + catalog.index().issuedAt()
              + ", which is more than an hour ahead of this machine's clock; nothing was changed.",
          "Check this machine's clock; else tell the catalog's publisher to check his.");
    }
    return catalog;
  }

  /** The very same once more is no replay: nothing changes by it. */
  private Optional<LoadedCatalog> known(CatalogJar catalog) {
    return rows.read(
        em ->
            Optional.ofNullable(em.find(CatalogEntity.class, catalog.index().catalog()))
                .filter(row -> row.sha256().equals(catalog.jar().sha256()))
                .map(CatalogEntity::toLoaded));
  }

  private LoadedCatalog write(CatalogJar catalog, boolean bundled) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var revoked =
        rows.write(
            em -> {
              replace(em, catalog, now);
              return revocations.take(em, catalog, bundled, now);
            });
    var name = catalog.index().catalog();
    audit.record(
        LOAD,
        "plugin-catalog/" + name,
        // a fingerprint consists of digits and letters: nothing to escape
        new Json("{\"sha256\":\"" + catalog.jar().sha256() + "\"}"));
    LOG.info("The catalog {} of {} is there", name, catalog.index().issuedAt());
    for (var what : revoked) {
      audit.record("core.publisher.revoke", "trust/" + what, Json.EMPTY);
      LOG.warn("{} is not trusted any more, says the catalog {}", what, name);
    }
    if (!revoked.isEmpty()) {
      quarantines.look();
    }
    return known(catalog).orElseThrow(() -> new NotFound("plugin-catalog", name));
  }

  private void replace(EntityManager em, CatalogJar catalog, Instant now) {
    var index = catalog.index();
    var row = em.find(CatalogEntity.class, index.catalog());
    if (row == null) {
      refuseAnother(em);
      row = new CatalogEntity(index.catalog());
      row.loaded(catalog, now);
      em.persist(row);
    } else {
      refuseOthers(row, catalog);
      refuseOlder(row, index);
      row.loaded(catalog, now);
      em.createQuery("delete from OfferEntity o where o.catalog = :catalog")
          .setParameter("catalog", index.catalog())
          .executeUpdate();
    }
    catalog.jars().forEach((sha256, bytes) -> Jars.put(em, sha256, bytes));
    index
        .plugins()
        .forEach(
            offer ->
                em.persist(new OfferEntity(index.catalog(), catalog.jar().publisherKey(), offer)));
    Jars.collect(em);
    rows.publish(
        new PluginCatalogLoaded(
            EventId.next(),
            now,
            index.catalog(),
            catalog.jar().publisher(),
            catalog.jar().sha256(),
            access.current().id().value()));
  }

  private static void refuseAnother(EntityManager em) {
    var count =
        em.createQuery("select count(c) from CatalogEntity c", Long.class).getSingleResult();
    if (count >= MOST) {
      throw new Conflict(
          "too-many-catalogs",
          "There are " + MOST + " catalogs already, the most that are kept; nothing was changed.",
          "Ask your vendors to join theirs, or sign one of your own with what you need.");
    }
  }

  /** What the distribution brings is its own, whatever key this build was signed with. */
  private static void refuseOthers(CatalogEntity row, CatalogJar catalog) {
    if (!row.name().equals(BUNDLED) && !row.publisherKey().equals(catalog.jar().publisherKey())) {
      throw new Conflict(
          "plugin-catalog-taken",
          "The catalog " + row.name() + " belongs to another publisher; nothing was changed.",
          "Ask the publisher of this one to give it another name.");
    }
  }

  private static void refuseOlder(CatalogEntity row, CatalogIndex index) {
    if (!index.issuedAt().isAfter(row.issuedAt())) {
      throw new Conflict(
          "plugin-catalog-stale",
          "The catalog "
              + row.name()
              + " of "
              + index.issuedAt()
              + " is not newer than the one that is there, of "
              + row.issuedAt()
              + "; nothing was changed.",
          "Get the latest from its publisher.");
    }
  }
}
