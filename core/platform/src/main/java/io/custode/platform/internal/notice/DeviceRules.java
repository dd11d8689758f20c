// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.access.Principal;
import io.custode.api.access.UserChanged;
import io.custode.api.access.UserFate;
import io.custode.api.alert.Severity;
import io.custode.api.notice.NewNoticeRule;
import io.custode.platform.internal.access.PushDevices;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sees to it that somebody whose devices are told has a rule of his own, and that it rests while he
 * has none. What it tells is changed where all rules are.
 */
@Component(service = {DeviceRules.class, EventListener.class})
@ListensTo(UserChanged.class)
public final class DeviceRules implements EventListener<UserChanged> {
  private final JpaNoticeRules rules;
  private final PushDevices devices;

  @Activate
  public DeviceRules(@Reference JpaNoticeRules rules, @Reference PushDevices devices) {
    this.rules = rules;
    this.devices = devices;
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

  /** Whoever removed it: he, another who signed in there, or its push service that lost it. */
  @Override
  public void on(UserChanged event) {
    if (event.fate() == UserFate.DEVICE_REMOVED && devices.of(event.user()).isEmpty()) {
      rules.own(event.user()).ifPresent(rule -> rules.enable(rule.id(), false));
    }
  }
}
