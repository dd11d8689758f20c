// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The gateway's settings, in one place for all its parts; a change starts them anew. */
@Component(service = Settings.class, configurationPid = "io.custode.gateway")
@Designate(ocd = Settings.Config.class)
public final class Settings {
  /** What an administrator can set. */
  @ObjectClassDefinition(name = "Gateway")
  public @interface Config {
    @AttributeDefinition(name = "Port for enrolment and modules", min = "1", max = "65535")
    int agentPort() default 8444;

    @AttributeDefinition(name = "Port of the embedded broker", min = "1", max = "65535")
    int mqttPort() default 8883;

    @AttributeDefinition(name = "HTTPS port of the web server", min = "1", max = "65535")
    int webPort() default 8443;

    @AttributeDefinition(name = "External broker, ssl://host:port; empty: the embedded one")
    String brokerUrl() default "";

    @AttributeDefinition(name = "Home directory; empty: framework property custode.home")
    String home() default "";

    @AttributeDefinition(name = "Name of this node; empty: custode.node, else the host name")
    String node() default "";

    @AttributeDefinition(name = "More names and addresses for the server certificate, by comma")
    String hosts() default "";

    @AttributeDefinition(name = "Seconds between an agent's metrics", min = "5", max = "600")
    int metricSeconds() default 15;

    @AttributeDefinition(
        name = "Agents told to fetch modules of plugins, a minute and node",
        min = "1",
        max = "100000")
    int modulesAMinute() default 300;
  }

  private final Path home;
  private final String node;
  private final int agentPort;
  private final int mqttPort;
  private final int webPort;
  private final String brokerUrl;
  private final List<String> hosts;
  private final int metricSeconds;
  private final int modulesAMinute;
  private final String version;

  @Activate
  public Settings(BundleContext context, Config config) {
    home = Path.of(first(config.home(), context.getProperty("custode.home"), "home"));
    node = nodeName(first(config.node(), context.getProperty("custode.node"), hostName()));
    agentPort = config.agentPort();
    mqttPort = config.mqttPort();
    webPort = config.webPort();
    brokerUrl = config.brokerUrl().strip();
    hosts =
        Arrays.stream(config.hosts().split(","))
            .map(String::strip)
            .filter(h -> !h.isEmpty())
            .toList();
    metricSeconds = Math.max(1, config.metricSeconds());
    modulesAMinute = Math.max(1, config.modulesAMinute());
    var bundle = context.getBundle().getVersion();
    version = bundle.getMajor() + "." + bundle.getMinor() + "." + bundle.getMicro();
  }

  /** For tests, on ports of their own. */
  public Settings(Path home, int agentPort, int mqttPort, String brokerUrl, int metricSeconds) {
    this(home, agentPort, mqttPort, brokerUrl, metricSeconds, "test");
  }

  /** For tests of more than one node. */
  public Settings(
      Path home, int agentPort, int mqttPort, String brokerUrl, int metricSeconds, String node) {
    this.home = home;
    this.node = node;
    this.agentPort = agentPort;
    this.mqttPort = mqttPort;
    this.webPort = 0;
    this.brokerUrl = brokerUrl;
    this.hosts = List.of();
    this.metricSeconds = metricSeconds;
    this.modulesAMinute = 6000;
    this.version = "1.0.0";
  }

  public Path keys() {
    return home.resolve("keys");
  }

  public Path home() {
    return home;
  }

  /**
   * @return common name of this node's certificate
   */
  public String node() {
    return "node-" + node;
  }

  public int agentPort() {
    return agentPort;
  }

  public int webPort() {
    return webPort;
  }

  public List<String> hosts() {
    return hosts;
  }

  public int metricSeconds() {
    return metricSeconds;
  }

  public int modulesAMinute() {
    return modulesAMinute;
  }

  /**
   * @return version of the platform
   */
  public String version() {
    return version;
  }

  /**
   * @return where this node connects
   */
  public String nodeBroker() {
    return externalBroker().orElse("ssl://127.0.0.1:" + mqttPort);
  }

  /**
   * @param host by which the agent reached us
   * @return where that agent connects
   */
  public String agentBroker(String host) {
    return externalBroker().orElse("ssl://" + host + ":" + mqttPort);
  }

  /**
   * @return the broker that is not ours, if one is set
   */
  public Optional<String> externalBroker() {
    return brokerUrl.isEmpty() ? Optional.empty() : Optional.of(brokerUrl);
  }

  private static String first(String... values) {
    return Arrays.stream(values).filter(v -> v != null && !v.isBlank()).findFirst().orElse("node");
  }

  /** Keeps what is safe in a certificate, a topic filter and an access list. */
  private static String nodeName(String name) {
    var safe = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    return safe.substring(0, Math.min(40, safe.length()));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost"; // a machine without a name of its own still is a node
    }
  }
}
