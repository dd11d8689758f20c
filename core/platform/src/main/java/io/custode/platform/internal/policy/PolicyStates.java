// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.asset.AssetId;
import io.custode.api.error.NotFound;
import io.custode.api.policy.PolicyLevel;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.asset.AssetEntity;
import io.custode.platform.internal.group.GroupTable;
import io.custode.platform.internal.group.Memberships;
import io.custode.platform.internal.stamp.Stamps;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/**
 * What each tenant has set, remembered. Four times a second at most the counts of changes are read
 * again, by whoever asks; while they are what they were, nothing else is read. So a node sees what
 * another wrote a quarter of a second later, without being told.
 */
@Component(service = PolicyStates.class)
public final class PolicyStates {
  private static final long TRUSTED_NANOS = 250_000_000L;
  private static final int MOST = 2_000;

  private final TenantStore store;
  private final Visibility visibility;
  private final GroupTable groups;
  private final Stamps stamps;
  private final JsonMapping json;
  private final Map<TenantId, TenantState> states = new ConcurrentHashMap<>();
  private volatile @Nullable ProviderState provider;

  @Activate
  public PolicyStates(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference GroupTable groups,
      @Reference Stamps stamps,
      @Reference PolicyTypes types,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.store = store;
    this.visibility = visibility;
    this.groups = groups;
    this.stamps = stamps;
    this.json = json;
    types.onLeave(states::clear);
  }

  /**
   * @param tenant that is bound
   */
  TenantState of(TenantId tenant) {
    var known = states.get(tenant);
    long now = System.nanoTime();
    if (known != null && now - known.checkedAt < TRUSTED_NANOS) {
      return known;
    }
    var above = provider();
    // the count before what it counts: what changes in between is read again next time
    long stamp = stamps.tenant();
    if (known != null && known.stamp == stamp && known.stampAbove == above.stamp()) {
      known.checkedAt = now;
      return known;
    }
    var read = read(tenant, stamp, above, now);
    if (states.size() >= MOST) {
      states.clear();
    }
    states.put(tenant, read);
    return read;
  }

  private TenantState read(TenantId tenant, long stamp, ProviderState above, long now) {
    var book = groups.book(above.groups());
    return new TenantState(
        tenant,
        stamp,
        above,
        book,
        new Memberships(json, book),
        store.read(em -> new PolicyTable(em, tenant).shared(json)),
        now);
  }

  ProviderState provider() {
    var known = provider;
    long now = System.nanoTime();
    if (known != null && now - known.checkedAt() < TRUSTED_NANOS) {
      return known;
    }
    long stamp = stamps.provider();
    var next =
        known != null && known.stamp() == stamp
            ? known.checked(now)
            : new ProviderState(
                stamp,
                now,
                groups.provided(),
                visibility.asProvider(
                    () -> store.read(em -> new PolicyTable(em, null).shared(json))));
    provider = next;
    return next;
  }

  /**
   * Reads the counts of changes before the next answer; what is remembered stays if they stayed.
   */
  void doubt(@Nullable TenantId tenant) {
    var above = provider;
    if (above != null) {
      provider = above.checked(System.nanoTime() - TRUSTED_NANOS);
    }
    var known = tenant == null ? null : states.get(tenant);
    if (known != null) {
      known.checkedAt = System.nanoTime() - TRUSTED_NANOS;
    }
  }

  /** Asks again at once what a tenant has set; null for the provider, and with it for all. */
  void forget(@Nullable TenantId tenant) {
    if (tenant == null) {
      provider = null;
      states.clear();
    } else {
      states.remove(tenant);
    }
  }

  /**
   * @throws NotFound if the bound tenant has no such asset
   */
  Place place(TenantState state, AssetId asset) {
    var known = state.place(asset);
    if (known != null) {
      return known;
    }
    var place =
        store.read(
            em -> {
              var spot = state.crowd(em).of(asset).orElseGet(() -> spot(em, state, asset));
              return new Place(
                  spot.site(),
                  spot.siteName(),
                  spot.groups(),
                  new PolicyTable(em, state.tenant).of(json, PolicyLevel.ASSET, asset.value()));
            });
    state.put(asset, place);
    return place;
  }

  private static Crowd.Spot spot(EntityManager em, TenantState state, AssetId asset) {
    var row = em.find(AssetEntity.class, asset.value());
    if (row == null) {
      throw new NotFound("asset", asset);
    }
    var site = row.toAsset().site();
    return new Crowd.Spot(
        site, site == null ? null : siteName(em, site), state.memberships.of(em, asset));
  }

  private static @Nullable String siteName(EntityManager em, SiteId site) {
    return em.createQuery("select s.name from SiteEntity s where s.id = :id", String.class)
        .setParameter("id", site.value())
        .getResultStream()
        .findFirst()
        .orElse(null);
  }
}
