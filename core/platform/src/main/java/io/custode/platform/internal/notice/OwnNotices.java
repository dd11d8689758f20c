// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.error.Problem;
import io.custode.api.notice.NewNotice;
import io.custode.api.notice.NoticeId;
import io.custode.api.notice.NoticeInfo;
import io.custode.api.notice.NoticeQuery;
import io.custode.api.notice.NoticeRuleId;
import io.custode.api.notice.Notices;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.platform.internal.access.CoreBundles;
import io.custode.platform.internal.access.PluginHeaders;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** What one bundle may tell: core's bundles everything, a plugin what begins with its id. */
@Component(service = Notices.class, scope = ServiceScope.BUNDLE)
public final class OwnNotices implements Notices {
  private final JpaNotices notices;
  private final @Nullable String plugin;

  @Activate
  public OwnNotices(ComponentContext context, @Reference JpaNotices notices) {
    this(notices, pluginOf(context.getUsingBundle()));
  }

  /**
   * @param plugin its id; null for core's bundles
   */
  OwnNotices(JpaNotices notices, @Nullable String plugin) {
    this.notices = notices;
    this.plugin = plugin;
  }

  private static @Nullable String pluginOf(Bundle bundle) {
    if (CoreBundles.isCore(bundle)) {
      return null;
    }
    // a bundle that is neither has none
    var id = PluginHeaders.of(bundle).plugin();
    return id == null ? "" : id;
  }

  @Override
  public void tell(NewNotice notice) {
    if (plugin != null && !NoticeRuleCheck.kind(notice.kind()).startsWith(plugin + ".")) {
      throw new Problem(
          Problem.Kind.FORBIDDEN,
          "capability-needed",
          "This plugin may not tell " + notice.kind() + "; nobody was told.",
          "Kinds of a plugin's notices begin with its id and a dot.");
    }
    notices.tell(notice);
  }

  @Override
  public Page<NoticeInfo> find(NoticeQuery query, PageRequest page) {
    return notices.find(query, page);
  }

  @Override
  public int replay(NoticeRuleId rule) {
    return notices.replay(rule);
  }

  @Override
  public NoticeInfo replay(NoticeId notice) {
    return notices.replay(notice);
  }
}
