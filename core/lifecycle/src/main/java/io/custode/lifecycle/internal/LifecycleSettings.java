// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where the lifecycle finds its things. */
@Component(service = LifecycleSettings.class, configurationPid = "io.custode.lifecycle")
@Designate(ocd = LifecycleSettings.Config.class)
public final class LifecycleSettings {
  /** The settings of the lifecycle. */
  @ObjectClassDefinition(name = "Plugins")
  public @interface Config {
    @AttributeDefinition(
        name = "Home",
        description = "Home of the installation; empty: the property custode.home")
    String home() default "";

    @AttributeDefinition(
        name = "Distribution",
        description = "Where the platform's own files are; empty: the property custode.dist")
    String distribution() default "";

    @AttributeDefinition(name = "Safe", description = "No plugin starts")
    boolean safe() default false;

    @AttributeDefinition(
        name = "Developer",
        description = "Plugins of publishers whom nobody trusts may be installed, and run")
    boolean developer() default false;

    @AttributeDefinition(
        name = "Second person",
        description = "What a plugin asks for newly has to be approved by somebody else")
    boolean secondPerson() default false;
  }

  private static final int LONGEST_HOST = 60;
  private static final int MARK = 8;
  private final String usualHome;
  private final String usualDistribution;
  private final Path scratch;
  private volatile Config config;

  @Activate
  public LifecycleSettings(BundleContext context, Config config) {
    this.usualHome = usual(context, "custode.home");
    this.usualDistribution = usual(context, "custode.dist");
    this.scratch = context.getDataFile("check").toPath();
    this.config = config;
  }

  LifecycleSettings(Path home, Path scratch, Config config) {
    this.usualHome = home.toString();
    this.usualDistribution = home.toString();
    this.scratch = scratch;
    this.config = config;
  }

  private static String usual(BundleContext context, String property) {
    var value = context.getProperty(property);
    return value == null ? "." : value;
  }

  @Modified
  void modified(Config next) {
    config = next;
  }

  /**
   * @return how this node is called, over restarts too: its host, and what tells its home from
   *     another there
   */
  String node() {
    var home = Fingerprint.of(home().toString().getBytes(StandardCharsets.UTF_8));
    return host() + "/" + home.substring(0, MARK);
  }

  private static String host() {
    try {
      var host = InetAddress.getLocalHost().getHostName();
      return host.substring(0, Math.min(host.length(), LONGEST_HOST));
    } catch (UnknownHostException e) {
      return "node"; // a host without a name of its own still is a node
    }
  }

  private Path home() {
    return Path.of(config.home().isBlank() ? usualHome : config.home()).toAbsolutePath();
  }

  /**
   * @return where this node keeps what is its own
   */
  Path data() {
    return home().resolve("data");
  }

  boolean safe() {
    return config.safe();
  }

  /**
   * @return why this node does not start a plugin, empty if it does
   */
  Optional<String> held(PluginRow row) {
    if (row.quarantine() != null) {
      return Optional.of(row.quarantine().reason());
    }
    if (safe()) {
      return Optional.of("The platform runs with --safe.");
    }
    return isStrange(row)
        ? Optional.of(
            "It came by the developer mode, which is off; nobody trusts who signed it. If you do,"
                + " add its publisher (msp:publisher-add) and it starts; else uninstall it.")
        : Optional.empty();
  }

  /**
   * @return whether nobody vouches for it, and this node wants somebody to
   */
  boolean isStrange(PluginRow row) {
    return row.stranger() && !developer();
  }

  boolean developer() {
    return config.developer();
  }

  boolean secondPerson() {
    return config.secondPerson();
  }

  /**
   * @return a folder that only the platform uses
   */
  Path scratch() {
    return scratch;
  }

  Publishers publishers() {
    return new Publishers(List.of(home().resolve("keys").resolve("publishers"), bundled()));
  }

  /**
   * @return where the catalog is that came with the platform
   */
  Path bundledCatalog() {
    return bundled().resolve("custode.jar");
  }

  private Path bundled() {
    return Path.of(config.distribution().isBlank() ? usualDistribution : config.distribution())
        .resolve("catalog");
  }
}
