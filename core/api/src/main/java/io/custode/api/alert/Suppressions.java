// SPDX-License-Identifier: Apache-2.0
package io.custode.api.alert;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What is expected in the bound tenant; unbound, a technician reads that of all tenants that he
 * sees. Not to be called in an open transaction. An alert that fits is kept, but nobody is
 * disturbed by it; if it is still there when the suppression ends, it is told then, within a
 * minute.
 */
@ProviderType
public interface Suppressions {
  /** What has not ended, newest first. */
  Page<Suppression> find(PageRequest page);

  /**
   * Alerts that are there already are suppressed too.
   *
   * @throws io.custode.api.error.Invalid naming every rule that is broken
   * @throws io.custode.api.error.NotFound if the tenant has no such asset, group or calendar
   * @throws io.custode.api.error.Conflict {@code suppressions-full} if there are 200
   */
  Suppression create(NewSuppression suppression);

  /**
   * Ends it now.
   *
   * @throws io.custode.api.error.NotFound if the tenant has none such that has not ended
   */
  void end(SuppressionId id);
}
