// SPDX-License-Identifier: Apache-2.0
package io.custode.api.compliance;

import io.custode.api.asset.AssetId;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How assets of the bound tenant stand to what is looked at; unbound, a technician reads those of
 * all tenants that he sees. The past stays as it was said.
 */
@ProviderType
public interface Compliance {
  /**
   * @return what the sources that are there look at, by id
   */
  List<ComplianceItem> items();

  /** By asset, then item. */
  Page<ComplianceEntry> find(ComplianceQuery query, PageRequest page);

  /**
   * @param at as it was then; null for now
   * @return how many assets stand how, by tenant, then item
   */
  Page<ComplianceSummary> summary(@Nullable Instant at, PageRequest page);

  /** All that was ever said of an asset of the bound tenant and an item, newest first. */
  Page<ComplianceEntry> history(AssetId asset, String item, PageRequest page);

  /**
   * Asks all sources about an asset now.
   *
   * @return what they say
   * @throws io.custode.api.error.NotFound if there is no such asset in the bound tenant
   * @throws io.custode.api.error.Invalid if no tenant is bound
   */
  List<ComplianceEntry> check(AssetId asset);
}
