// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.page.Cursor;
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.PluginId;
import io.custode.core.trust.Revocation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/**
 * What the catalogs offer of those whom the installation trusts today, and {@code catalog:} as a
 * source.
 */
final class Offers {
  static final String SCHEME = "catalog:";
  private final PluginRows rows;
  private final NodePlugins node;
  private final TrustStore trust;

  Offers(PluginRows rows, NodePlugins node, LifecycleSettings settings) {
    this.rows = rows;
    this.node = node;
    this.trust = new TrustStore(rows, settings);
  }

  /**
   * @return version of this platform
   */
  Version platform() {
    return node.surroundings().platform();
  }

  /**
   * @return publishers of the catalogs that count, by the catalogs' names
   */
  Map<String, String> catalogs() {
    var now = trust.now();
    var trusted =
        trust.certificates().stream()
            .map(PublisherCertificate::fingerprint)
            .collect(Collectors.toSet());
    return rows.read(
        em ->
            em.createQuery("select c from CatalogEntity c", CatalogEntity.class)
                .getResultStream()
                .filter(c -> trusted.contains(c.publisher()))
                .filter(c -> now.revoked(c.publisherKey(), c.sha256()).isEmpty())
                .collect(Collectors.toMap(CatalogEntity::name, CatalogEntity::publisher)));
  }

  /**
   * @param catalogs names of those to look into
   * @return one more than the page has room for, by plugin, the newest first
   */
  List<OfferRow> find(java.util.Set<String> catalogs, @Nullable PluginId plugin, PageRequest page) {
    if (catalogs.isEmpty()) {
      return List.of();
    }
    var after = page.cursor() == null ? List.of("", "", "") : Cursor.read(page.cursor(), 3);
    return rows.read(
        em -> {
          var query =
              em.createQuery(
                      "select o from OfferEntity o where o.catalog in :catalogs"
                          + (plugin == null ? "" : " and o.plugin = :plugin")
                          + " and o.plugin >= :after and (o.plugin > :after"
                          + " or o.sorting < :sorting or (o.sorting = :sorting and o.id > :id))"
                          + " order by o.plugin, o.sorting desc, o.id",
                      OfferEntity.class)
                  .setParameter("catalogs", catalogs)
                  .setParameter("after", after.get(0))
                  .setParameter("sorting", after.get(1))
                  .setParameter("id", after.get(2))
                  .setMaxResults(page.limit() + 1);
          if (plugin != null) {
            query.setParameter("plugin", plugin.value());
          }
          return query.getResultStream().map(OfferEntity::toRow).toList();
        });
  }

  /**
   * @return the newest version that works with this platform, of the publisher to whom the id
   *     belongs; of anybody if that one offers none
   */
  Optional<OfferRow> newest(PluginId plugin) {
    var here = platform();
    var owner = rows.find(plugin).map(PluginRow::publisherKey);
    return of(plugin).stream()
        .filter(offer -> offer.platform().includes(here))
        .max(
            Comparator.comparing(
                    (OfferRow offer) -> owner.filter(key -> !offer.isBy(key)).isEmpty())
                .thenComparing(OfferRow::version));
  }

  /** Of one version in two catalogs the first by the catalog's name is meant. */
  private List<OfferRow> of(PluginId plugin) {
    var catalogs = catalogs().keySet();
    var revoked = trust.revocations();
    return rows.read(em -> of(em, plugin)).stream()
        .filter(offer -> !revoked.containsKey(Revocation.JAR + offer.sha256()))
        .filter(offer -> catalogs.contains(offer.catalog()))
        .toList();
  }

  private static List<OfferRow> of(EntityManager em, PluginId plugin) {
    return em.createQuery(
            "select o from OfferEntity o where o.plugin = :plugin order by o.id desc",
            OfferEntity.class)
        .setParameter("plugin", plugin.value())
        .getResultStream()
        .map(OfferEntity::toRow)
        .toList();
  }

  /**
   * @param source {@code catalog:<id>}, the newest that works here, or {@code catalog:<id>@version}
   * @throws Invalid if it is no such source
   * @throws NotFound if no catalog offers it
   * @throws Conflict if the jar cannot be had, or is not what the catalog says
   */
  byte[] read(String source, Download download) {
    var words = source.substring(SCHEME.length()).split("@", 2);
    var plugin = PluginId.of(words[0]);
    var offer = words.length == 1 ? newest(plugin) : exactly(plugin, words[1]);
    return checked(
        offer.orElseThrow(() -> new NotFound("catalog-plugin", source.substring(SCHEME.length()))),
        download);
  }

  private Optional<OfferRow> exactly(PluginId plugin, String version) {
    try {
      var wanted = Version.parseVersion(version);
      return of(plugin).stream()
          .filter(offer -> offer.version().equals(wanted))
          .reduce((last, next) -> next);
    } catch (IllegalArgumentException e) {
      throw Invalid.field("source", "names a version that is none: catalog:<id>@1.2.3");
    }
  }

  private byte[] checked(OfferRow offer, Download download) {
    var url = offer.url();
    var bytes =
        url == null ? rows.jar(offer.sha256()) : download.read(url + "#sha256=" + offer.sha256());
    if (bytes.length != offer.size()
        || !Fingerprint.of(bytes).equals(offer.sha256())
        || !saysSo(bytes, offer)) {
      throw new Conflict(
          "plugin-catalog-differs",
          "The jar is not the "
              + offer.plugin()
              + " "
              + offer.version()
              + " that the catalog "
              + offer.catalog()
              + " offers; nothing was changed.",
          "Tell the catalog's publisher, or take the jar from the plugin's own.");
    }
    return bytes;
  }

  /** Not who signed it, which is asked later: whether it is the plugin that was chosen. */
  private static boolean saysSo(byte[] jar, OfferRow offer) {
    if (!JarContents.names(jar).contains(JarFile.MANIFEST_NAME)) {
      return false;
    }
    try (var in = new ByteArrayInputStream(JarContents.file(jar, JarFile.MANIFEST_NAME))) {
      var headers = new Manifest(in).getMainAttributes();
      return offer.plugin().value().equals(headers.getValue("Custode-Plugin"))
          && offer.version().equals(Version.parseVersion(headers.getValue("Bundle-Version")));
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
