// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.alert.Severity;
import io.custode.api.notice.NewNoticeRule;
import io.custode.api.notice.NoticeRule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sees to it that somebody whose device is to be told has a rule that leads to him, and that none
 * waits for devices which he took away. What a rule tells is changed where all rules are.
 */
@Component(service = DeviceRules.class)
public final class DeviceRules {
  private final JpaNoticeRules rules;

  @Activate
  public DeviceRules(@Reference JpaNoticeRules rules) {
    this.rules = rules;
  }

  /**
   * @param language of what he is told, en or it
   */
  void begin(String user, String language) {
    var his = rules.leadingTo(PushNotifier.CHANNEL, user);
    if (his.isEmpty()) {
      rules.create(ownRule(user, language));
    } else if (his.stream().noneMatch(NoticeRule::enabled)) {
      his.forEach(rule -> rules.enable(rule.id(), true));
    }
  }

  private static NewNoticeRule ownRule(String user, String language) {
    return new NewNoticeRule(
        // without his name: it would stay when he is forgotten
        language.equals("it") ? "Dispositivi propri" : "Own devices",
        null,
        Severity.WARNING,
        null,
        null,
        PushNotifier.CHANNEL,
        user,
        null,
        language,
        null);
  }

  /** He has no device any more. */
  void end(String user) {
    rules.leadingTo(PushNotifier.CHANNEL, user).forEach(rule -> rules.enable(rule.id(), false));
  }
}
