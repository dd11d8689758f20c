// SPDX-License-Identifier: Apache-2.0
package io.custode.api.notice;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Rules of the provider: who is told of what. At most 200. Not to be called in an open transaction.
 */
@ProviderType
public interface NoticeRules {
  /** By name; those about tenants that the caller sees, and about none. */
  Page<NoticeRule> find(PageRequest page);

  /**
   * @throws io.custode.api.error.Invalid if there is no such channel, or a part breaks its rule
   * @throws io.custode.api.error.NotFound if there is no such tenant, group or calendar
   * @throws io.custode.api.error.Conflict {@code notice-rules-full} if there are 200
   */
  NoticeRule create(NewNoticeRule rule);

  /**
   * Removes a rule with the notices that wait for it.
   *
   * @throws io.custode.api.error.NotFound if there is none such
   */
  void remove(NoticeRuleId id);
}
