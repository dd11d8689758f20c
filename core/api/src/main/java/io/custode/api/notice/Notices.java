// SPDX-License-Identifier: Apache-2.0
package io.custode.api.notice;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What people are told of. Not to be called in an open transaction. Lists show what is about
 * tenants that the caller sees, and about none.
 */
@ProviderType
public interface Notices {
  /**
   * Puts a notice on its way, by each rule that it fits. About the bound tenant, or about none.
   *
   * @throws io.custode.api.error.Invalid if a part breaks its rule
   * @throws io.custode.api.error.Problem {@code capability-needed} if the kind does not begin with
   *     the id of the plugin that tells
   */
  void tell(NewNotice notice);

  /** Newest first. */
  Page<NoticeInfo> find(NoticeQuery query, PageRequest page);

  /**
   * Tries parked ones again, from now on for another day.
   *
   * @return how many
   * @throws io.custode.api.error.NotFound if there is no such rule
   */
  int replay(NoticeRuleId rule);

  /**
   * Tries a parked one again.
   *
   * @throws io.custode.api.error.NotFound if there is none such that is parked
   */
  NoticeInfo replay(NoticeId notice);
}
