// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.secret;

import io.custode.api.error.Problem;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import io.custode.spi.health.HealthCheck;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the keys that secrets are kept under are in the home. */
@Component
public final class SecretHealth implements HealthCheck {
  private final TenantStore store;
  private final Visibility visibility;
  private final KeyRing keys;

  @Activate
  public SecretHealth(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference KeyRing keys) {
    this.store = store;
    this.visibility = visibility;
    this.keys = keys;
  }

  @Override
  public String part() {
    return "secrets";
  }

  @Override
  public Health check() {
    var lost = new ArrayList<String>();
    for (var id : needed()) {
      try {
        keys.get(id);
      } catch (Problem e) {
        lost.add("keys/secret-" + id + ".key");
      }
    }
    return lost.isEmpty()
        ? new Health(true, "every key is there")
        : new Health(false, "lost or damaged: " + String.join(", ", lost));
  }

  private List<String> needed() {
    return visibility.asProvider(
        () ->
            store.read(
                em ->
                    em.createQuery("select distinct s.keyId from SecretEntity s", String.class)
                        .setMaxResults(20)
                        .getResultList()));
  }
}
