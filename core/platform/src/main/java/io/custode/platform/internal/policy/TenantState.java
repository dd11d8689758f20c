// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.asset.AssetId;
import io.custode.api.group.AssetGroup;
import io.custode.api.policy.PolicyTarget;
import io.custode.api.tenant.TenantId;
import io.custode.platform.internal.group.GroupBook;
import io.custode.platform.internal.group.Memberships;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/** What was set in a tenant, and above it, when the counts of changes were read. */
final class TenantState {
  private static final int MOST_RESOLVED = 50_000;

  private record Resolved(AssetId asset, KnownType type) {}

  final TenantId tenant;
  final long stamp;

  /** The provider's count of changes that this stands on. */
  final long stampAbove;

  final Map<PolicyKey, Stored> above;
  final GroupBook book;
  final Memberships memberships;
  volatile long checkedAt;
  private final Map<PolicyKey, Stored> stored;
  private final Map<AssetId, Place> places = new ConcurrentHashMap<>();
  private final Map<Resolved, Record> resolved = new ConcurrentHashMap<>();

  private @Nullable Crowd crowd;

  TenantState(
      TenantId tenant,
      long stamp,
      ProviderState provider,
      GroupBook book,
      Memberships memberships,
      Map<PolicyKey, Stored> stored,
      long checkedAt) {
    this.tenant = tenant;
    this.stamp = stamp;
    this.stampAbove = provider.stamp();
    this.above = provider.stored();
    this.book = book;
    this.memberships = memberships;
    this.stored = stored;
    this.checkedAt = checkedAt;
  }

  /** Reads once where all stand; others wait, since they would read the same. */
  synchronized Crowd crowd(EntityManager em) {
    var known = crowd;
    if (known == null) {
      known = Crowd.read(em, memberships);
      crowd = known;
    }
    return known;
  }

  @Nullable Place place(AssetId asset) {
    return places.get(asset);
  }

  void put(AssetId asset, Place place) {
    if (places.size() >= MOST_RESOLVED) {
      places.clear();
    }
    places.put(asset, place);
  }

  @Nullable Record resolved(AssetId asset, KnownType type) {
    return resolved.get(new Resolved(asset, type));
  }

  void put(AssetId asset, KnownType type, Record value) {
    if (resolved.size() >= MOST_RESOLVED) {
      resolved.clear();
    }
    resolved.put(new Resolved(asset, type), value);
  }

  /** What the levels above all assets of the tenant say. */
  List<Layer> layers(String type) {
    var layers = new ArrayList<Layer>();
    add(layers, above, null, type, PolicyTarget.PROVIDER, null);
    add(layers, stored, tenant, type, PolicyTarget.TENANT, null);
    return layers;
  }

  void addSite(List<Layer> layers, String type, PolicyTarget site, @Nullable String name) {
    add(layers, stored, tenant, type, site, name);
  }

  /** Of a group of the provider's, what the provider says first, then the tenant. */
  void addGroup(List<Layer> layers, String type, AssetGroup group) {
    var target = PolicyTarget.of(group.id());
    add(layers, above, null, type, target, group.name());
    add(layers, stored, tenant, type, target, group.name());
  }

  List<Layer> layers(String type, AssetId asset, Place place) {
    var layers = layers(type);
    var site = place.site();
    if (site != null) {
      addSite(layers, type, PolicyTarget.of(site), place.siteName());
    }
    place.groups().forEach(group -> addGroup(layers, type, group));
    add(layers, place.own(), tenant, type, PolicyTarget.of(asset), null);
    return layers;
  }

  private static void add(
      List<Layer> layers,
      Map<PolicyKey, Stored> from,
      @Nullable TenantId tenant,
      String type,
      PolicyTarget target,
      @Nullable String label) {
    var said = from.get(new PolicyKey(type, target));
    if (said != null) {
      layers.add(new Layer(target, tenant, label, said));
    }
  }
}
