// SPDX-License-Identifier: Apache-2.0
package io.custode.api.notice;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of a rule for notices. */
public record NoticeRuleId(String value) implements Id {
  public NoticeRuleId {
    Uuid7.check(value, "notice rule");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static NoticeRuleId of(String value) {
    return new NoticeRuleId(value);
  }

  /**
   * @return a new id
   */
  public static NoticeRuleId next() {
    return new NoticeRuleId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
