// SPDX-License-Identifier: Apache-2.0
package io.custode.api.policy;

import io.custode.api.asset.AssetId;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What applies where. A field is inherited from the defaults of its type over the provider, the
 * tenant, the site, the groups in their order, down to the asset; the lowest that says something
 * wins, unless one above locked the field.
 *
 * <p>A change is seen by every node within a second. Call it outside transactions.
 */
@ProviderType
public interface Policies {
  /**
   * What applies to an asset of the bound tenant. Fast: some microseconds, unless something
   * changed.
   *
   * @param type the record of a {@link io.custode.spi.policy.PolicyType}
   * @throws io.custode.api.error.NotFound if there is no such asset in the bound tenant
   * @throws io.custode.api.error.Unavailable if no type with that record is registered now
   */
  <T extends Record> T of(AssetId asset, Class<T> type);

  /**
   * What applies to a target of the bound tenant; to the provider's own if none is bound. For a
   * group, what its members inherit from it, the provider and the tenant.
   *
   * @throws io.custode.api.error.NotFound if there is no such target
   * @throws io.custode.api.error.Unavailable if no type with that record is registered now
   */
  <T extends Record> T at(PolicyTarget target, Class<T> type);

  /** By name: those that are there, and those of which something is stored. */
  Page<PolicyTypeInfo> types(PageRequest page);

  /** What is stored: the provider's first, then that of the tenant or tenants, oldest first. */
  Page<Policy> find(PolicyQuery query, PageRequest page);

  /**
   * @return what is set for a target of the bound tenant, or of the provider if none is bound
   */
  Optional<Policy> get(String type, PolicyTarget target);

  /**
   * Sets a policy for a target of the bound tenant, or of the provider if none is bound: for {@link
   * PolicyTarget#PROVIDER} or one of its groups.
   *
   * @throws io.custode.api.error.Invalid naming each field that is unknown or does not fit
   * @throws io.custode.api.error.NotFound if there is no such type or target
   * @throws io.custode.api.error.Conflict {@code locked} if a field is locked further up, {@code
   *     changed-meanwhile} if the revision is not the current one, {@code policy-type-away} if the
   *     type's plugin is away
   */
  Policy set(String type, PolicyTarget target, PolicyChange change);

  /**
   * Clears what is set for a target, so that all is inherited. It stays in the history.
   *
   * @throws io.custode.api.error.NotFound if nothing is set there
   * @throws io.custode.api.error.Conflict if the revision is not the current one
   */
  void clear(String type, PolicyTarget target, long revision);

  /**
   * @return what applies to a target, and where each value comes from
   * @throws io.custode.api.error.NotFound if there is no such target, or nothing is known of the
   *     type
   */
  EffectivePolicy explain(String type, PolicyTarget target);

  /**
   * All that was ever set for a target, newest first.
   *
   * @throws io.custode.api.error.NotFound if nothing ever was
   */
  Page<PolicyVersion> history(String type, PolicyTarget target, PageRequest page);
}
