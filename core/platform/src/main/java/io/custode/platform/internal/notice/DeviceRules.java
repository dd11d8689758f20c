// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.access.Principal;
import io.custode.api.alert.Severity;
import io.custode.api.notice.NewNoticeRule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sees to it that somebody whose devices are told has a rule of his own, and that it rests while he
 * has none. What it tells is changed where all rules are.
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
  void begin(Principal user, String language) {
    var own = rules.own(user.id());
    if (own.isEmpty()) {
      rules.create(ownRule(user.name(), language), user.id());
    } else if (!own.get().enabled()) {
      rules.enable(own.get().id(), true);
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
  void end(Principal user) {
    rules.own(user.id()).ifPresent(rule -> rules.enable(rule.id(), false));
  }
}
