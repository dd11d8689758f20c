// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.retention;

import io.custode.api.audit.Audit;
import io.custode.api.error.Invalid;
import io.custode.api.retention.Retention;
import io.custode.api.retention.RetentionCount;
import io.custode.api.retention.RetentionKind;
import io.custode.api.retention.RetentionRule;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Doors;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.rule.Changes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Rules of the provider, and what they do, tenant by tenant. */
@Component(service = {Retention.class, JpaRetention.class})
public final class JpaRetention implements Retention {
  private static final int MOST_DAYS = 36_500;

  private final TenantStore store;
  private final TenantContext tenants;
  private final Visibility visibility;
  private final Doors doors;
  private final Audit audit;

  @Activate
  public JpaRetention(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Visibility visibility,
      @Reference Doors doors,
      @Reference Audit audit) {
    this.store = store;
    this.tenants = tenants;
    this.visibility = visibility;
    this.doors = doors;
    this.audit = audit;
  }

  private Map<RetentionKind, Integer> days() {
    return visibility.asProvider(
        () ->
            store.read(
                em ->
                    em.createQuery("select r from RuleEntity r", RuleEntity.class)
                        .getResultStream()
                        .collect(Collectors.toMap(RuleEntity::kind, RuleEntity::days))));
  }

  @Override
  public List<RetentionRule> rules() {
    var days = days();
    return Arrays.stream(RetentionKind.values())
        .map(kind -> new RetentionRule(kind, days.get(kind), kind.leastDays()))
        .toList();
  }

  @Override
  public RetentionRule set(RetentionKind kind, @Nullable Integer days) {
    if (days != null && (days < kind.leastDays() || days > MOST_DAYS)) {
      throw Invalid.field("days", "must be %d to %d".formatted(kind.leastDays(), MOST_DAYS));
    }
    return visibility.asProvider(() -> store.write(em -> set(em, kind, days)));
  }

  private RetentionRule set(EntityManager em, RetentionKind kind, @Nullable Integer days) {
    var row = em.find(RuleEntity.class, kind);
    var before = row == null ? null : row.days();
    if (days == null && row != null) {
      em.remove(row);
    } else if (days != null && row != null) {
      row.keep(days);
    } else if (days != null) {
      em.persist(new RuleEntity(kind, days));
    }
    audit.record(
        "core.retention.set", "retention/" + kind, Changes.none().add("days", before, days).json());
    return new RetentionRule(kind, days, kind.leastDays());
  }

  @Override
  public List<RetentionCount> preview() {
    var now = Instant.now();
    var counts = new ArrayList<RetentionCount>();
    days()
        .forEach(
            (kind, days) -> {
              var then = now.minus(Duration.ofDays(days));
              long[] rows = {0};
              var ended = Ended.of(kind);
              everywhere(
                  ended,
                  () -> {
                    rows[0] += store.read(em -> ended.count(em, then));
                    return true;
                  });
              counts.add(new RetentionCount(kind, then, rows[0]));
            });
    return counts;
  }

  /**
   * Deletes in batches.
   *
   * @param go asked before each
   * @return rows deleted
   */
  long apply(Instant now, BooleanSupplier go) {
    long[] all = {0};
    days()
        .forEach(
            (kind, days) -> {
              var then = now.minus(Duration.ofDays(days));
              var ended = Ended.of(kind);
              long before = all[0];
              everywhere(
                  ended,
                  () -> {
                    int gone = 1;
                    while (gone > 0 && go.getAsBoolean()) {
                      gone = store.write(em -> ended.delete(em, then));
                      all[0] += gone;
                    }
                    return true;
                  });
              told(kind, all[0] - before);
            });
    return all[0];
  }

  private void told(RetentionKind kind, long rows) {
    if (rows > 0) {
      audit.record(
          "core.retention.delete", "retention/" + kind, Changes.none().add("rows", rows, 0).json());
    }
  }

  /** Where such rows are: in each tenant, or with the provider. */
  private void everywhere(Ended ended, Supplier<Boolean> work) {
    if (!ended.ofTenants()) {
      visibility.asProvider(work);
      return;
    }
    doors.as(
        doors.system("retention"),
        "system",
        () -> {
          tenantIds().forEach(tenant -> tenants.in(tenant, work));
          return true;
        });
  }

  private List<TenantId> tenantIds() {
    return visibility.asProvider(
        () ->
            store.read(
                em ->
                    em.createQuery("select t.id from TenantEntity t", String.class)
                        .getResultStream()
                        .map(TenantId::of)
                        .toList()));
  }
}
