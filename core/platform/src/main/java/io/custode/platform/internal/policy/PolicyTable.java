// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.access.UserId;
import io.custode.api.json.Json;
import io.custode.api.policy.PolicyLevel;
import io.custode.api.tenant.TenantId;
import io.custode.core.json.JsonMapping;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/** The rows of one owner, a tenant or the provider, in an open transaction of it. */
final class PolicyTable {
  private static final String OF_KEY =
      " p where p.type = :type and p.level = :level and p.target = :target";

  private final EntityManager em;
  private final @Nullable TenantId tenant;

  /**
   * @param tenant that is bound, or null where the provider is
   */
  PolicyTable(EntityManager em, @Nullable TenantId tenant) {
    this.em = em;
    this.tenant = tenant;
  }

  private String rows() {
    return tenant == null ? "ProviderPolicyEntity" : "PolicyEntity";
  }

  private String versions() {
    return tenant == null ? "ProviderPolicyVersionEntity" : "PolicyVersionEntity";
  }

  Optional<PolicyRow> find(PolicyKey key) {
    return em.createQuery("select p from " + rows() + OF_KEY, PolicyRow.class)
        .setParameter("type", key.type())
        .setParameter("level", key.target().level())
        .setParameter("target", key.id())
        .getResultStream()
        .findFirst();
  }

  /** All but those of single assets, of which there may be many. */
  Map<PolicyKey, Stored> shared(JsonMapping json) {
    return stored(
        json,
        em.createQuery("select p from " + rows() + " p where p.level <> :level", PolicyRow.class)
            .setParameter("level", PolicyLevel.ASSET)
            .getResultList());
  }

  /** Of every type, for one thing. */
  Map<PolicyKey, Stored> of(JsonMapping json, PolicyLevel level, String target) {
    return stored(json, rows(level, target));
  }

  List<PolicyRow> rows(PolicyLevel level, String target) {
    return em.createQuery(
            "select p from " + rows() + " p where p.level = :level and p.target = :target",
            PolicyRow.class)
        .setParameter("level", level)
        .setParameter("target", target)
        .getResultList();
  }

  private static Map<PolicyKey, Stored> stored(JsonMapping json, List<PolicyRow> rows) {
    var stored = new HashMap<PolicyKey, Stored>();
    rows.forEach(row -> stored.put(row.key(), row.stored(json)));
    return stored;
  }

  PolicyRow put(@Nullable PolicyRow row, PolicyKey key, Json body, Instant at, UserId by) {
    if (row != null) {
      row.say(body, at);
    } else if (tenant == null) {
      row = new ProviderPolicyEntity(key, body, at);
      em.persist(row);
    } else {
      row = new PolicyEntity(tenant, key, body, at);
      em.persist(row);
    }
    version(key, body, at, by);
    return row;
  }

  void clear(PolicyRow row, Instant at, UserId by) {
    em.remove(row);
    version(row.key(), null, at, by);
  }

  private void version(PolicyKey key, @Nullable Json body, Instant at, UserId by) {
    int last =
        versions(key, Integer.MAX_VALUE, 1).stream()
            .mapToInt(PolicyVersionRow::number)
            .findFirst()
            .orElse(0);
    em.persist(
        tenant == null
            ? new ProviderPolicyVersionEntity(key, last + 1, body, at, by)
            : new PolicyVersionEntity(key, last + 1, body, at, by));
  }

  List<PolicyVersionRow> versions(PolicyKey key, int before, int limit) {
    return em.createQuery(
            "select p from "
                + versions()
                + OF_KEY
                + " and p.number < :before"
                + " order by p.number desc",
            PolicyVersionRow.class)
        .setParameter("type", key.type())
        .setParameter("level", key.target().level())
        .setParameter("target", key.id())
        .setParameter("before", before)
        .setMaxResults(limit)
        .getResultList();
  }
}
