// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.hot;

import acme.api.Greeting;
import acme.ask.Asking;
import acme.offer.Hello;
import io.custode.itests.jar.BundleJar;
import java.io.IOException;
import java.nio.file.Path;

/** Two plugins with an API bundle between them. */
final class AcmeJars {
  private static final Path DIRECTORY = Path.of("target/plugins").toAbsolutePath();
  private static final String API = "META-INF/custode/api/acme-api.jar";

  private AcmeJars() {}

  /** Brings the API in that version, and a service of it. */
  static Path offer(String version, String api, String range) throws IOException {
    var brought =
        new BundleJar("acme-api", api)
            .header("Export-Package", "acme.api;version=" + api)
            .types(Greeting.class);
    return BundleJar.plugin("acmeoffer", version)
        .header("Custode-Api", API)
        .entry(API, brought.bytes())
        .header("Import-Package", "acme.api;version=\"" + range + "\"")
        .types(Hello.class)
        .component(
            "hello",
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="hello">
              <implementation class="acme.offer.Hello"/>
              <service><provide interface="acme.api.Greeting"/></service>
            </scr:component>
            """)
        .in(DIRECTORY);
  }

  /** Needs that service, and passes on what it says. */
  static Path ask(String version, String range) throws IOException {
    return BundleJar.plugin("acmeask", version)
        .header(
            "Import-Package",
            "acme.api;version=\""
                + range
                + "\",io.custode.api.access;version=\"[1.0,2)\","
                + "io.custode.spi.access;version=\"[1.0,2)\",javax.ws.rs;version=\"[2.1,3)\","
                + "javax.ws.rs.core;version=\"[2.1,3)\"")
        .types(Asking.class, Asking.Words.class)
        .component(
            "asking",
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="asking" init="1">
              <property name="osgi.jaxrs.resource" type="Boolean" value="true"/>
              <implementation class="acme.ask.Asking"/>
              <service>
                <provide interface="acme.ask.Asking"/>
                <provide interface="io.custode.spi.access.Permissions"/>
              </service>
              <reference name="greeting" interface="acme.api.Greeting" parameter="0"/>
            </scr:component>
            """)
        .in(DIRECTORY);
  }
}
