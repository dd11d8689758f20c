// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import io.custode.api.error.Conflict;
import io.custode.gateway.internal.Door;
import io.custode.gateway.internal.Settings;
import io.custode.persistence.TenantStore;
import io.custode.spi.health.HealthCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All nodes of an installation have one certificate authority. A node with another one would turn
 * agents away, and enrol agents that no other node knows: it is told to go.
 */
@Component(immediate = true)
public final class OneAuthority implements HealthCheck {
  private static final Logger LOG = LoggerFactory.getLogger(OneAuthority.class);

  private final boolean same;

  @Activate
  public OneAuthority(
      @Reference CertificateAuthority authority,
      @Reference(target = "(custode.schema=gateway)") TenantStore store,
      @Reference Door door,
      @Reference Settings settings) {
    var ours = authority.fingerprint();
    same = ours.equals(known(store, door, ours));
    if (!same) {
      var reason =
          "it belongs to an installation with other keys than this home's. To make this a node of"
              + " it, join it: see \"Two nodes\" in the admin guide. Otherwise give another"
              + " --database.";
      LOG.error("The database cannot be used: {}", reason);
      tell(settings.home().resolve("data").resolve("database-trouble"), reason);
    }
  }

  private static String known(TenantStore store, Door door, String ours) {
    try {
      return door.everywhere(
          () ->
              store.write(
                  em -> {
                    var row = em.find(AuthorityEntity.class, AuthorityEntity.ID);
                    if (row == null) {
                      row = new AuthorityEntity(ours);
                      em.persist(row);
                    }
                    return row.fingerprint();
                  }));
    } catch (Conflict e) {
      // another node was first, a moment ago
      return known(store, door, ours);
    }
  }

  /** Whoever started this node reads it, and ends it. */
  private static void tell(Path file, String reason) {
    try {
      Files.writeString(file, "unfit\n" + reason + "\n");
    } catch (IOException e) {
      LOG.warn("The file {} could not be written: {}", file, e.toString());
    }
  }

  @Override
  public String part() {
    return "authority";
  }

  @Override
  public Health check() {
    return same
        ? new Health(true, "the one that the database knows")
        : new Health(false, "this home's keys are not those of the database's installation");
  }
}
