// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.action;

import io.custode.api.action.Action;
import io.custode.api.action.ActionId;
import io.custode.api.action.ActionQuery;
import io.custode.api.action.Actions;
import io.custode.api.action.NewAction;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.core.capability.Capabilities;
import io.custode.platform.internal.access.CoreBundles;
import io.custode.platform.internal.access.PluginHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** What one bundle may ask of machines: core's bundles everything, a plugin the declared verbs. */
@Component(service = Actions.class, scope = ServiceScope.BUNDLE)
public final class DeclaredActions implements Actions {
  private final JpaActions actions;
  private final @Nullable Capabilities declared;

  @Activate
  public DeclaredActions(ComponentContext context, @Reference JpaActions actions) {
    this(actions, declaredBy(context.getUsingBundle()));
  }

  /**
   * @param declared null for core's bundles
   */
  DeclaredActions(JpaActions actions, @Nullable Capabilities declared) {
    this.actions = actions;
    this.declared = declared;
  }

  private static @Nullable Capabilities declaredBy(Bundle bundle) {
    return CoreBundles.isCore(bundle) ? null : PluginHeaders.of(bundle).capabilities();
  }

  @Override
  public Action request(NewAction action) {
    if (declared != null && !declared.allows("verb", action.verb())) {
      throw Capabilities.needed(
          "ask machines for the action " + action.verb(), "verb:" + action.verb());
    }
    return actions.request(action);
  }

  @Override
  public Optional<Action> get(ActionId id) {
    return actions.get(id);
  }

  @Override
  public Page<Action> find(ActionQuery query, PageRequest page) {
    return actions.find(query, page);
  }

  @Override
  public Action cancel(ActionId id) {
    return actions.cancel(id);
  }
}
