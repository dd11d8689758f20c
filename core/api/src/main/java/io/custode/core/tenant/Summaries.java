// SPDX-License-Identifier: Apache-2.0
package io.custode.core.tenant;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What there is of each tenant that the caller sees, of the bound one alone if one is bound. What
 * he may not read is left out.
 */
@ProviderType
public interface Summaries {
  Optional<TenantSummary> tenant(TenantId id);

  /**
   * By name.
   *
   * @param text part of the name, any case; empty for all
   */
  Page<TenantSummary> tenants(String text, PageRequest page);

  /** By name. */
  Page<SiteSummary> sites(PageRequest page);

  /**
   * Tenants that have open alerts; most critical ones first, then most warnings.
   *
   * @throws io.custode.api.error.Forbidden if the caller may not read alerts
   */
  Page<AlertSummary> alerts(PageRequest page);
}
