// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.chaos;

import acme.bad.Bad;
import acme.bad.Unable;
import io.custode.itests.jar.BundleJar;
import java.io.IOException;
import java.nio.file.Path;

/** Plugins that do what nobody should. */
final class BadJars {
  private static final Path DIRECTORY = Path.of("target/plugins").toAbsolutePath();

  private BadJars() {}

  /** Does it when it is told to. */
  static Path bad() throws IOException {
    return BundleJar.plugin("acmebad", "1.0.0")
        .header("Custode-Capabilities", "permission:acmebad.thing.do, tenants:all")
        .header(
            "Import-Package",
            "io.custode.api.access;version=\"[1.0,2)\",io.custode.api.alert;version=\"[1.0,2)\","
                + "io.custode.api.asset;version=\"[1.0,2)\",io.custode.api.error;version=\"[1.0,2)\","
                + "io.custode.api.event;version=\"[1.0,2)\",io.custode.spi.access;version=\"[1.0,2)\","
                + "io.custode.spi.event;version=\"[1.0,2)\",io.custode.spi.health;version=\"[1.0,2)\","
                + "io.custode.spi.job;version=\"[1.0,2)\",javax.ws.rs;version=\"[2.1,3)\","
                + "javax.ws.rs.core;version=\"[2.1,3)\",org.slf4j;version=\"[1.7,3)\"")
        .types(Bad.class, Bad.Answer.class)
        .component(
            "bad",
            """
<scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="bad" init="1">
  <property name="osgi.jaxrs.resource" type="Boolean" value="true"/>
  <property name="custode.event.listens.to" value="io.custode.api.asset.AssetRegistered"/>
  <property name="custode.job.name" value="acmebad.thing-do"/>
  <property name="custode.job.description" value="Do bad things"/>
  <property name="custode.job.cron" value="* * * * * ?"/>
  <property name="custode.job.zone" value="UTC"/>
  <property name="custode.job.missed" value="ONCE"/>
  <property name="custode.job.timeoutSeconds" type="Long" value="60"/>
  <implementation class="acme.bad.Bad"/>
  <service>
    <provide interface="acme.bad.Bad"/>
    <provide interface="io.custode.spi.access.Permissions"/>
    <provide interface="io.custode.spi.event.EventListener"/>
    <provide interface="io.custode.spi.health.HealthCheck"/>
    <provide interface="io.custode.spi.job.Job"/>
  </service>
  <reference name="alerts" interface="io.custode.api.alert.Alerts" parameter="0"/>
</scr:component>
""")
        .in(DIRECTORY);
  }

  /** Cannot even begin. */
  static Path unable() throws IOException {
    return BundleJar.plugin("acmeunable", "1.0.0")
        .header("Import-Package", "io.custode.spi.health;version=\"[1.0,2)\"")
        .types(Unable.class)
        .component(
            "unable",
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="unable"
                immediate="true">
              <implementation class="acme.bad.Unable"/>
              <service><provide interface="io.custode.spi.health.HealthCheck"/></service>
            </scr:component>
            """)
        .in(DIRECTORY);
  }
}
