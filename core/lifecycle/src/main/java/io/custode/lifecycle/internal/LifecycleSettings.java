// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

    @AttributeDefinition(name = "Safe", description = "No plugin starts")
    boolean safe() default false;
  }

  private static final int LONGEST_HOST = 60;
  private static final int MARK = 8;
  private final String usualHome;
  private final Path scratch;
  private volatile Config config;

  @Activate
  public LifecycleSettings(BundleContext context, Config config) {
    var home = context.getProperty("custode.home");
    this.usualHome = home == null ? "." : home;
    this.scratch = context.getDataFile("check").toPath();
    this.config = config;
  }

  LifecycleSettings(Path home, Path scratch, Config config) {
    this.usualHome = home.toString();
    this.scratch = scratch;
    this.config = config;
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

  boolean safe() {
    return config.safe();
  }

  /**
   * @return a folder that only the platform uses
   */
  Path scratch() {
    return scratch;
  }

  Publishers publishers() {
    return new Publishers(home());
  }
}
