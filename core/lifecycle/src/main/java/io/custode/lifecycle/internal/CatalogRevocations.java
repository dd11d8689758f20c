// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.event.EventId;
import io.custode.api.plugin.TrustRevoked;
import io.custode.core.trust.Revocation;
import io.custode.lifecycle.internal.CatalogIndex.Revoked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a catalog says is not to be trusted any more. The distribution's own may say it of anybody;
 * another one of its own publisher's key and jars: nobody takes away somebody else's plugins. What
 * an administrator took back stays so.
 */
final class CatalogRevocations {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogRevocations.class);
  private final PluginRows rows;

  CatalogRevocations(PluginRows rows) {
    this.rows = rows;
  }

  /**
   * In the transaction in which the catalog comes.
   *
   * @return what is new
   */
  List<String> take(EntityManager em, CatalogJar catalog, boolean bundled, Instant now) {
    var by = "catalog:" + catalog.index().catalog();
    var taken = new ArrayList<String>();
    for (var revoked : Objects.requireNonNull(catalog.index().revoked())) {
      var what = what(revoked, bundled, catalog.jar().publisherKey());
      if (what.isEmpty()) {
        LOG.warn("{} revokes another publisher's key, which only he can: it is left out", by);
      } else if (em.find(RevocationEntity.class, what.get()) == null) {
        em.persist(new RevocationEntity(new Revocation(what.get(), revoked.reason(), now, by)));
        rows.publish(new TrustRevoked(EventId.next(), now, what.get(), by));
        taken.add(what.get());
      }
    }
    return taken;
  }

  private static Optional<String> what(Revoked revoked, boolean anybody, String own) {
    if (revoked.key() != null) {
      return anybody || revoked.key().equals(own)
          ? Optional.of(Revocation.KEY + revoked.key())
          : Optional.empty();
    }
    return Optional.of(
        anybody
            ? Revocation.JAR + revoked.jar()
            : Revocation.jarOf(String.valueOf(revoked.jar()), own));
  }
}
