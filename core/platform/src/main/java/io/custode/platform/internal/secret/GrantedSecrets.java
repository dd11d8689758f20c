// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.secret;

import io.custode.api.error.Problem;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.secret.SecretInfo;
import io.custode.api.secret.SecretName;
import io.custode.api.secret.SecretValue;
import io.custode.api.secret.Secrets;
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

/**
 * What one bundle may have of the secrets: core's bundles all, a plugin its own and the granted.
 */
@Component(service = Secrets.class, scope = ServiceScope.BUNDLE)
public final class GrantedSecrets implements Secrets {
  private final JpaSecrets secrets;
  private final @Nullable String plugin;
  private final Capabilities capabilities;

  @Activate
  public GrantedSecrets(ComponentContext context, @Reference JpaSecrets secrets) {
    this(
        secrets,
        pluginOf(context.getUsingBundle()),
        PluginHeaders.of(context.getUsingBundle()).capabilities());
  }

  /**
   * @param plugin its id; null for core's bundles
   * @param capabilities that name the secrets which it may read besides its own
   */
  public GrantedSecrets(JpaSecrets secrets, @Nullable String plugin, Capabilities capabilities) {
    this.secrets = secrets;
    this.plugin = plugin;
    this.capabilities = capabilities;
  }

  private static @Nullable String pluginOf(Bundle bundle) {
    if (CoreBundles.isCore(bundle)) {
      return null;
    }
    // a bundle that is neither has none
    var plugin = PluginHeaders.of(bundle).plugin();
    return plugin == null ? "" : plugin;
  }

  @Override
  public Optional<SecretValue> get(SecretName name) {
    if (!isOwn(name) && !capabilities.allows("secret", name.value())) {
      throw refused(name);
    }
    return secrets.get(name);
  }

  @Override
  public SecretInfo set(SecretName name, SecretValue value) {
    requireOwn(name);
    return secrets.set(name, value);
  }

  @Override
  public void remove(SecretName name) {
    requireOwn(name);
    secrets.remove(name);
  }

  @Override
  public Page<SecretInfo> find(PageRequest page) {
    return secrets.find(plugin == null ? "" : plugin + ".", page);
  }

  private boolean isOwn(SecretName name) {
    return plugin == null || name.owner().equals(plugin);
  }

  private void requireOwn(SecretName name) {
    if (!isOwn(name)) {
      throw refused(name);
    }
  }

  private static Problem refused(SecretName name) {
    return Capabilities.needed("have the secret " + name, "secret:" + name);
  }
}
