// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.asset.AssetId;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.group.AssetGroup;
import io.custode.api.group.GroupId;
import io.custode.api.policy.PolicyLevel;
import io.custode.api.policy.PolicyTarget;
import io.custode.api.tenant.Site;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.Sites;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What stands above a target, and whether there is such a target at all. */
@Component(service = PolicyTargets.class)
public final class PolicyTargets {
  private final TenantContext tenants;
  private final Sites sites;
  private final PolicyStates states;

  @Activate
  public PolicyTargets(
      @Reference TenantContext tenants, @Reference Sites sites, @Reference PolicyStates states) {
    this.tenants = tenants;
    this.sites = sites;
    this.states = states;
  }

  @Nullable TenantId bound() {
    return tenants.current().orElse(null);
  }

  /**
   * @return the target that is named, or the tenant that is bound, or the provider
   * @throws Invalid if more than one is named
   */
  PolicyTarget of(@Nullable SiteId site, @Nullable GroupId group, @Nullable AssetId asset) {
    return PolicyTarget.named(site, group, asset).orElse(whole());
  }

  private PolicyTarget whole() {
    return bound() == null ? PolicyTarget.PROVIDER : PolicyTarget.TENANT;
  }

  /**
   * Whose policies for a target are meant: a tenant's are those of the tenant that is bound.
   *
   * @throws Invalid if a target in a tenant is named and none is bound
   */
  @Nullable TenantId owner(PolicyTarget target) {
    var bound = bound();
    if (target.level() == PolicyLevel.PROVIDER) {
      return null;
    }
    if (bound == null && target.level() != PolicyLevel.GROUP) {
      throw Invalid.field("tenant", "must be named: it has such targets, the provider has none");
    }
    return bound;
  }

  /**
   * @param now whether the counts of changes are read first, so that not even a moment is missed
   * @return all that is said for a target and above it, from the top down
   * @throws NotFound if there is no such target
   */
  List<Layer> layers(String type, PolicyTarget target, boolean now) {
    var owner = owner(target);
    if (now) {
      states.doubt(owner);
    }
    return owner == null ? provided(type, target) : of(states.of(owner), type, target);
  }

  private List<Layer> of(TenantState state, String type, PolicyTarget target) {
    var layers = state.layers(type);
    switch (target.level()) {
      case SITE -> state.addSite(layers, type, target, site(target).name());
      case GROUP -> {
        var group = new GroupId(id(target));
        state.addGroup(
            layers, type, state.book.get(group).orElseThrow(() -> new NotFound("group", group)));
      }
      case ASSET -> {
        var asset = new AssetId(id(target));
        return state.layers(type, asset, states.place(state, asset));
      }
      default -> {
        return layers;
      }
    }
    return layers;
  }

  private Site site(PolicyTarget target) {
    var id = new SiteId(id(target));
    return sites.get(id).orElseThrow(() -> new NotFound("site", id));
  }

  private static String id(PolicyTarget target) {
    return Objects.requireNonNull(target.id());
  }

  private List<Layer> provided(String type, PolicyTarget target) {
    var state = states.provider();
    var layers = new ArrayList<Layer>();
    add(layers, state, type, PolicyTarget.PROVIDER, null);
    if (target.level() == PolicyLevel.GROUP) {
      var id = new GroupId(id(target));
      var group =
          state.groups().stream()
              .filter(g -> g.id().equals(id))
              .findFirst()
              .map(AssetGroup::name)
              .orElseThrow(() -> new NotFound("group", id));
      add(layers, state, type, target, group);
    }
    return layers;
  }

  private static void add(
      List<Layer> layers,
      ProviderState state,
      String type,
      PolicyTarget target,
      @Nullable String label) {
    var said = state.stored().get(new PolicyKey(type, target));
    if (said != null) {
      layers.add(new Layer(target, null, label, said));
    }
  }
}
