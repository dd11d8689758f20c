// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.hot;

import static org.assertj.core.api.Assertions.assertThat;

import acme.caps.Reaching;
import io.custode.itests.jar.BundleJar;
import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A plugin gets what its jar names, and a problem that says what to name for the rest. */
@CustodeTest
@ResourceLock(Journey.PLUGINS)
class CapabilitiesIT {
  private static final String REACH = "/api/v1/plugins/acmecaps/reach/";
  private static final String PERMISSION = "permission:acmecaps.reach.read";

  private static Path jar(String version, String capabilities) throws Exception {
    return BundleJar.plugin("acmecaps", version)
        .header("Custode-Capabilities", capabilities)
        .header(
            "Import-Package",
            "io.custode.api.access;version=\"[1.0,2)\",io.custode.api.action;version=\"[1.0,2)\","
                + "io.custode.api.asset;version=\"[1.0,2)\",io.custode.api.http;version=\"[1.0,2)\","
                + "io.custode.api.json;version=\"[1.0,2)\",io.custode.spi.access;version=\"[1.0,2)\","
                + "javax.ws.rs;version=\"[2.1,3)\",javax.ws.rs.core;version=\"[2.1,3)\"")
        .types(Reaching.class, Reaching.Reached.class)
        .component(
            "reaching",
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="reaching" init="2">
              <property name="osgi.jaxrs.resource" type="Boolean" value="true"/>
              <implementation class="acme.caps.Reaching"/>
              <service>
                <provide interface="acme.caps.Reaching"/>
                <provide interface="io.custode.spi.access.Permissions"/>
              </service>
              <reference name="http" interface="io.custode.api.http.Http" parameter="0"/>
              <reference name="actions" interface="io.custode.api.action.Actions" parameter="1"/>
            </scr:component>
            """)
        .in(Path.of("target/plugins").toAbsolutePath());
  }

  private static void refuses(Custode custode, String path, String capability) {
    var answer = custode.get(REACH + path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(403);
    assertThat(answer.body()).contains("capability-needed").contains(capability);
  }

  @Test
  void whatIsNotNamedIsRefusedWhenItIsUsed(Custode custode) throws Exception {
    custode.install(jar("1.0.0", PERMISSION));
    try {
      refuses(custode, "host", "host:api.acme.example");
      refuses(custode, "action", "verb:run-script");

      var wider = jar("1.1.0", PERMISSION + ",host:api.acme.example,verb:run-script");
      custode.sign(wider);
      var source = "file:" + wider;
      var asked = custode.post("/api/v1/plugins", Map.of("source", source));
      assertThat(asked.status()).isEqualTo(409);
      assertThat(asked.body()).contains("host:api.acme.example, verb:run-script");

      var agreed = Map.of("source", source, "acceptCapabilities", true);
      assertThat(custode.post("/api/v1/plugins", agreed).status()).isEqualTo(200);
      // nobody has that name, and actions run in a tenant: both come later than the capability
      assertThat(custode.get(REACH + "host").status()).isEqualTo(503);
      assertThat(custode.get(REACH + "action").status()).isEqualTo(400);
    } finally {
      custode.uninstall("acmecaps");
    }
  }

  @Test
  void aRouteWhosePermissionIsNotNamedIsNotInstalled(Custode custode) throws Exception {
    var silent = jar("2.0.0", "ui:nav.page");
    custode.sign(silent);

    var answer = custode.post("/api/v1/plugins", Map.of("source", "file:" + silent));

    assertThat(answer.status()).as(answer.body()).isEqualTo(409);
    assertThat(answer.body()).contains("declare " + PERMISSION);
    assertThat(custode.get(REACH + "host").status()).isEqualTo(404);
  }
}
