// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarInputStream;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Which of Karaf's commands would touch a plugin. Plugins come, change and go by the lifecycle
 * only: Karaf's own commands hold nobody's requests, check no signature and restart whom they like.
 */
final class PluginBundles {
  private static final String PLUGIN = "plugin:";
  private static final String API = "plugin-api:";
  private static final Pattern RANGE = Pattern.compile("(\\d{1,10})-(\\d{1,10})");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  /** What changes something, and what to use in its place. */
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("bundle:dynamic-import", "msp:plugin-install"),
          Map.entry("bundle:install", "msp:plugin-install"),
          Map.entry("bundle:refresh", "msp:plugin-install"),
          Map.entry("bundle:restart", "msp:plugin-install"),
          Map.entry("bundle:start", "msp:plugin-list, which says why one does not run"),
          Map.entry("bundle:start-level", "msp:plugin-list"),
          Map.entry("bundle:stop", "msp:plugin-uninstall"),
          Map.entry("bundle:uninstall", "msp:plugin-uninstall"),
          Map.entry("bundle:update", "msp:plugin-install, or msp:plugin-rollback"),
          Map.entry("feature:install", "msp:plugin-install"),
          Map.entry("feature:start", "msp:plugin-list, which says why one does not run"),
          Map.entry("feature:stop", "msp:plugin-uninstall"),
          Map.entry("feature:uninstall", "msp:plugin-uninstall"),
          Map.entry("feature:upgrade", "msp:plugin-install"),
          Map.entry("kar:install", "msp:plugin-install"),
          Map.entry("kar:uninstall", "msp:plugin-uninstall"));

  private static final Set<String> REWIRE = Set.of("bundle:refresh", "bundle:update");
  private final BundleContext context;

  PluginBundles(BundleContext context) {
    this.context = context;
  }

  static boolean mayTouch(String command) {
    return INSTEAD.containsKey(command);
  }

  /**
   * @param command scope and name
   * @return what to use in its place if it would touch a plugin, and whom
   */
  Optional<Touched> touched(String command, List<String> arguments) {
    var words = arguments.stream().filter(word -> !word.startsWith("-")).toList();
    var plugins = new TreeSet<String>();
    if (command.equals("bundle:install")) {
      words.stream().flatMap(word -> pluginAt(word).stream()).forEach(plugins::add);
    } else if (command.startsWith("bundle:")) {
      // an update names the new content after the bundle
      var named = command.equals("bundle:update") ? words.stream().limit(1).toList() : words;
      var bundles =
          Arrays.stream(context.getBundles())
              .filter(bundle -> named.stream().anyMatch(word -> isNamed(bundle, word)))
              .toList();
      plugins.addAll(ids(REWIRE.contains(command) ? rewired(bundles, named.isEmpty()) : bundles));
    } else {
      plugins.addAll(
          ids(
              Arrays.stream(context.getBundles())
                  .filter(bundle -> words.stream().anyMatch(word -> isFeatureOf(bundle, word)))
                  .toList()));
    }
    return plugins.isEmpty()
        ? Optional.empty()
        : Optional.of(new Touched(List.copyOf(plugins), INSTEAD.getOrDefault(command, "")));
  }

  /**
   * Plugins that a command would touch.
   *
   * @param instead the command for that
   */
  record Touched(List<String> plugins, String instead) {}

  private static Set<String> ids(Collection<Bundle> bundles) {
    var ids = new TreeSet<String>();
    for (var bundle : bundles) {
      var location = bundle.getLocation();
      if (location.startsWith(PLUGIN) || location.startsWith(API)) {
        ids.add(location.split(":", 3)[1]);
      }
    }
    return ids;
  }

  private Collection<Bundle> rewired(List<Bundle> bundles, boolean all) {
    var system = Objects.requireNonNull(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION));
    var wiring = Objects.requireNonNull(system.adapt(FrameworkWiring.class), "framework wiring");
    return wiring.getDependencyClosure(all ? wiring.getRemovalPendingBundles() : bundles);
  }

  /** As Karaf's selector takes it: id, range of ids, name or expression, with a version. */
  private static boolean isNamed(Bundle bundle, String word) {
    var range = RANGE.matcher(word);
    if (range.matches()) {
      return bundle.getBundleId() >= Long.parseLong(range.group(1))
          && bundle.getBundleId() <= Long.parseLong(range.group(2));
    }
    if (NUMBER.matcher(word).matches()) {
      return bundle.getBundleId() == Long.parseLong(word);
    }
    var name = word.split("/", 2)[0];
    return bundle.getLocation().equals(word)
        || matches(name, bundle.getSymbolicName())
        || matches(name, bundle.getHeaders("").get(Constants.BUNDLE_NAME));
  }

  private static boolean matches(String expression, String name) {
    try {
      return name != null && Pattern.compile(expression).matcher(name).matches();
    } catch (PatternSyntaxException e) {
      return expression.equals(name);
    }
  }

  private static boolean isFeatureOf(Bundle bundle, String word) {
    var name = word.split("/", 2)[0];
    var location = bundle.getLocation();
    return name.equals(bundle.getSymbolicName())
        || (location.startsWith(PLUGIN) && location.split(":", 3)[1].equals(name));
  }

  /** What cannot be read Karaf says better. */
  private static Optional<String> pluginAt(String url) {
    try (var jar = new JarInputStream(URI.create(url).toURL().openStream())) {
      var manifest = jar.getManifest();
      return manifest == null
          ? Optional.empty()
          : Optional.ofNullable(manifest.getMainAttributes().getValue("Custode-Plugin"));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
