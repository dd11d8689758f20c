// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import acme.api.Greeting;
import acme.ask.Asking;
import acme.offer.Hello;
import io.custode.api.plugin.PluginId;

/** Two plugins with an API bundle between them. */
final class ApiJars {
  static final PluginId OFFER = PluginId.of("acmeoffer");
  static final PluginId ASK = PluginId.of("acmeask");
  static final PluginId READ = PluginId.of("acmeread");
  static final PluginId WISH = PluginId.of("acmewish");

  private ApiJars() {}

  static TestJar api(String version) {
    return api("acme-api", version, "acme.api;version=" + version).type(Greeting.class);
  }

  static TestJar api(String name, String version, String exports) {
    return new TestJar()
        .header("Bundle-ManifestVersion", "2")
        .header("Bundle-SymbolicName", name)
        .header("Bundle-Version", version)
        .header("Export-Package", exports);
  }

  /** Brings the API and a service of it. */
  static TestJar offer(String version, TestJar api, String range) {
    return bringing("acmeoffer", version, api)
        .type(Hello.class)
        .header("Import-Package", "acme.api;version=\"" + range + "\"")
        .header("Service-Component", "OSGI-INF/hello.xml")
        .entry(
            "OSGI-INF/hello.xml",
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="hello">
              <implementation class="acme.offer.Hello"/>
              <service><provide interface="acme.api.Greeting"/></service>
            </scr:component>
            """);
  }

  static TestJar bringing(String id, String version, TestJar api) {
    return TestJar.plugin(id, version)
        .header("Custode-Api", "META-INF/custode/api/acme.jar")
        .entry("META-INF/custode/api/acme.jar", api.bytes());
  }

  /** Needs the service. */
  static TestJar ask(String version, String range) {
    return importing("acmeask", version, range)
        .entry(
            "OSGI-INF/asking.xml",
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="asking">
              <implementation class="acme.ask.Asking"/>
              <property name="plugin" value="acmeask"/>
              <service><provide interface="java.util.function.Supplier"/></service>
              <reference name="greeting" interface="acme.api.Greeting" bind="bind"/>
            </scr:component>
            """);
  }

  /** Needs the service, too, and is called over REST. */
  static TestJar calling(String id, String version, String range) {
    return importing(id, version, range)
        .entry(
            "OSGI-INF/asking.xml",
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="calling">
              <implementation class="acme.ask.Asking"/>
              <property name="osgi.jaxrs.resource" type="Boolean" value="true"/>
              <service><provide interface="java.util.function.Supplier"/></service>
              <reference name="greeting" interface="acme.api.Greeting" bind="bind"/>
            </scr:component>
            """);
  }

  /** Would need the service if it had a configuration. */
  static TestJar waiting(String version, String range) {
    return importing("acmewait", version, range)
        .entry(
            "OSGI-INF/asking.xml",
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="waiting"
                configuration-policy="require">
              <implementation class="acme.ask.Asking"/>
              <service><provide interface="java.util.function.Supplier"/></service>
              <reference name="greeting" interface="acme.api.Greeting" bind="bind"/>
            </scr:component>
            """);
  }

  /** Uses every such service that there is, and works without one. */
  static TestJar wish(String version, String range) {
    return importing("acmewish", version, range)
        .entry(
            "OSGI-INF/asking.xml",
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="wishing">
              <implementation class="acme.ask.Asking"/>
              <property name="plugin" value="acmewish"/>
              <service><provide interface="java.util.function.Supplier"/></service>
              <reference name="greeting" interface="acme.api.Greeting" bind="bind"
                cardinality="0..n" policy-option="greedy"/>
            </scr:component>
            """);
  }

  /** Needs its classes only. */
  static TestJar read(String version, String range) {
    return importing("acmeread", version, range)
        .entry(
            "OSGI-INF/asking.xml",
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="reading">
              <implementation class="acme.ask.Asking"/>
              <property name="plugin" value="acmeread"/>
              <service><provide interface="java.util.function.Supplier"/></service>
            </scr:component>
            """);
  }

  private static TestJar importing(String id, String version, String range) {
    return TestJar.plugin(id, version)
        .type(Asking.class)
        .header("Import-Package", "acme.api;version=\"" + range + "\"")
        .header("Service-Component", "OSGI-INF/asking.xml");
  }
}
