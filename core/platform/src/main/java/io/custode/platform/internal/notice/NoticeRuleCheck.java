// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.error.Invalid;
import io.custode.api.notice.NewNoticeRule;
import io.custode.platform.internal.rule.Languages;
import io.custode.platform.internal.rule.Text;
import java.util.List;
import java.util.regex.Pattern;

/** What a rule must be before it is stored. */
final class NoticeRuleCheck {

  private static final Pattern KIND =
      Pattern.compile("[a-z][a-z0-9]{2,29}\\.[a-z0-9]+([.-][a-z0-9]+)*");
  private static final int KIND_LENGTH = 100;
  private static final int KINDS = 30;
  private static final int TARGET = 500;

  private NoticeRuleCheck() {}

  static String kind(String kind) {
    if (kind.length() > KIND_LENGTH || !KIND.matcher(kind).matches()) {
      throw Invalid.field(
          "kind", "must be as core.alert-raised: core or a plugin's id, a dot, and words");
    }
    return kind;
  }

  /**
   * @param usual language of a rule that names none
   * @return the same with blanks around texts taken off
   */
  static NewNoticeRule check(NewNoticeRule rule, String usual) {
    var kinds = rule.kinds() == null ? List.<String>of() : rule.kinds();
    if (kinds.size() > KINDS) {
      throw Invalid.field("kinds", "must be at most " + KINDS);
    }
    kinds.forEach(NoticeRuleCheck::kind);
    var language = rule.language() == null ? usual : rule.language();
    Languages.check(language);
    if (rule.group() != null && rule.tenant() == null) {
      throw Invalid.field("tenant", "is required with a group");
    }
    var target = Text.optional("target", rule.target(), TARGET);
    if (target == null) {
      throw Invalid.field("target", "is required");
    }
    return new NewNoticeRule(
        Text.name("name", rule.name()),
        kinds,
        rule.severity(),
        rule.tenant(),
        rule.group(),
        rule.channel(),
        target,
        rule.secret(),
        language,
        rule.quietOutside());
  }
}
