// SPDX-License-Identifier: Apache-2.0
package io.custode.api.notice;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.List;
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
   * Replaces what a rule says, whoever said it meanwhile. What waits for it goes where it leads
   * from now on, in the words that it was written in.
   *
   * @throws io.custode.api.error.Invalid if there is no such channel, or a part breaks its rule
   * @throws io.custode.api.error.NotFound if there is no such rule, tenant, group or calendar
   */
  NoticeRule change(NoticeRuleId id, NewNoticeRule rule);

  /**
   * The same, unless somebody said it anew meanwhile.
   *
   * @param revision of the rule as the caller read it
   * @throws io.custode.api.error.Invalid if there is no such channel, or a part breaks its rule
   * @throws io.custode.api.error.NotFound if there is no such rule, tenant, group or calendar
   * @throws io.custode.api.error.Conflict {@code changed-meanwhile} if the revision is not the
   *     current one
   */
  NoticeRule change(NoticeRuleId id, NewNoticeRule rule, long revision);

  /**
   * Switches a rule on or off; done twice it is done once.
   *
   * @throws io.custode.api.error.NotFound if there is none such
   */
  NoticeRule enable(NoticeRuleId id, boolean enabled);

  /**
   * What a rule would send: for each kind that it takes an example in its words. Nothing is stored
   * or sent.
   *
   * @throws io.custode.api.error.Invalid if a part of the rule breaks its rule
   */
  List<NoticePreview> preview(NewNoticeRule rule);

  /** Kinds that the platform tells, or that were told of late, by name. */
  List<String> kinds();

  /** Channels that are there at this moment, by name. */
  List<String> channels();

  /**
   * Removes a rule with the notices that wait for it.
   *
   * @throws io.custode.api.error.NotFound if there is none such
   */
  void remove(NoticeRuleId id);
}
