// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.secret;

import io.custode.api.error.Problem;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.secret.SecretInfo;
import io.custode.api.secret.SecretName;
import io.custode.api.secret.SecretValue;
import io.custode.api.secret.Secrets;
import io.custode.platform.internal.access.CoreBundles;
import io.custode.platform.internal.access.PluginHeaders;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
  private static final String CAPABILITY = "secret:";

  private final JpaSecrets secrets;
  private final @Nullable String plugin;
  private final Set<String> granted;

  @Activate
  public GrantedSecrets(ComponentContext context, @Reference JpaSecrets secrets) {
    this(secrets, pluginOf(context.getUsingBundle()), grants(context.getUsingBundle()));
  }

  /**
   * @param plugin its id; null for core's bundles
   * @param granted names of secrets that it may read besides its own
   */
  GrantedSecrets(JpaSecrets secrets, @Nullable String plugin, Set<String> granted) {
    this.secrets = secrets;
    this.plugin = plugin;
    this.granted = Set.copyOf(granted);
  }

  private static @Nullable String pluginOf(Bundle bundle) {
    if (CoreBundles.isCore(bundle)) {
      return null;
    }
    // a bundle that is neither has none
    var plugin = PluginHeaders.of(bundle).plugin();
    return plugin == null ? "" : plugin;
  }

  private static Set<String> grants(Bundle bundle) {
    return PluginHeaders.of(bundle).capabilities().stream()
        .filter(text -> text.startsWith(CAPABILITY))
        .map(text -> text.substring(CAPABILITY.length()))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Optional<SecretValue> get(SecretName name) {
    if (!isOwn(name) && !granted.contains(name.value())) {
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
    return new Problem(
        Problem.Kind.FORBIDDEN,
        "capability-needed",
        "This plugin may not have the secret " + name + "; nothing was changed.",
        "Its vendor declares secret:" + name + " in Custode-Capabilities to read it.");
  }
}
