// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.agent;

import io.custode.itests.jar.BundleJar;
import java.io.IOException;
import java.nio.file.Path;

/** A plugin that brings nothing but a module to endpoints, as a vendor's build makes it. */
final class EchoesJar {
  private EchoesJar() {}

  /**
   * @param broken whether the module's component cannot be made
   * @return unsigned, to be signed in place
   */
  static Path of(String version, boolean broken) throws IOException {
    return BundleJar.plugin("echoes", version)
        .entry("META-INF/custode/agent/echoes.jar", module(version, broken).bytes())
        .in(Path.of("target/plugins").toAbsolutePath());
  }

  private static BundleJar module(String version, boolean broken) {
    var module =
        new BundleJar("echoes", version)
            .header("Import-Package", "io.custode.agent.api;version=\"[1.0,2)\"")
            .header(
                "Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.4.0)(!(version>=2.0.0)))\"")
            .entry("version.txt", version)
            .component(
                "echo",
                """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="echo" init="1" deactivate="stop">
                  <implementation class="io.custode.itests.agent.Echo"/>
                  <service><provide interface="io.custode.agent.api.ActionHandler"/></service>
                  <reference name="settings" interface="io.custode.agent.api.Settings" parameter="0"/>
                </scr:component>
                """)
            .types(Echo.class, Echo.Said.class, Echo.Heard.class);
    return broken ? module.entry("broken.txt", "") : module;
  }
}
