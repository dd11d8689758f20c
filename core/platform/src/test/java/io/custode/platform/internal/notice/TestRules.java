// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.platform.internal.Platform;
import io.custode.platform.internal.gate.NoPlugins;

/** Rules with a channel that takes everything, for tests of other packages. */
public final class TestRules {
  private TestRules() {}

  public static JpaNoticeRules mail(Platform p) {
    var text = new NoticeText(TestAddress.console(), p.provider, p.json);
    var templates = new JpaNoticeTemplates(p.store, p.visibility, text, p.events, p.audit, p.json);
    var channels = new Channels(new NoPlugins());
    channels.bindNotifier(new Endpoint("mail"));
    return new JpaNoticeRules(
        p.store,
        p.visibility,
        p.callers,
        p.binder,
        p.groups,
        p.calendars,
        channels,
        p.events,
        p.audit,
        p.json,
        templates,
        text);
  }

  /** What they are told by. */
  public static JpaNotices notices(Platform p) {
    var text = new NoticeText(TestAddress.console(), p.provider, p.json);
    return new JpaNotices(
        p.store,
        p.visibility,
        p.callers,
        p.binder,
        p.tenants,
        p.groups,
        p.calendars,
        text,
        new JpaNoticeTemplates(p.store, p.visibility, text, p.events, p.audit, p.json),
        p.audit);
  }
}
