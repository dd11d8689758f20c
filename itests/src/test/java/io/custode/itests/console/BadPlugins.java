// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.console;

import io.custode.itests.jar.BundleJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Plugins whose scripts do what nobody should. */
final class BadPlugins {
  private static final String BAD =
      """
      import { CustodeElement, api, html, toast } from '@custode/sdk';
      export class Draws extends CustodeElement { render() { throw new Error('cannot draw'); } }
      export class Loops extends CustodeElement {
        updated() { this.requestUpdate(); }
        render() { return html`again`; }
      }
      export const floods = () => {
        for (let i = 0; i < 400; i++) {
          toast('toast ' + i);
          api('/assets?limit=1').catch(() => {});
        }
      };
      """;
  private static final String HANGS = "await new Promise(() => {});\nexport class Never {}";
  private static final String THROWS =
      "import '@custode/sdk';\nthrow new Error('cannot load');\nexport class Never {}";

  /** Ids of all of them. */
  static final List<String> IDS = List.of("acmebad", "acmehangs", "acmethrows");

  private BadPlugins() {}

  /**
   * @return unsigned
   */
  static List<Path> jars() throws IOException {
    return List.of(
        jar("acmebad", BAD, List.of("Draws", "Loops"), List.of("floods")),
        jar("acmehangs", HANGS, List.of("Never"), List.of()),
        jar("acmethrows", THROWS, List.of("Never"), List.of()));
  }

  private static Path jar(String id, String script, List<String> panels, List<String> commands)
      throws IOException {
    var all = new ArrayList<String>();
    panels.forEach(name -> all.add(contribution("asset.panel", id, name)));
    commands.forEach(name -> all.add(contribution("command", id, name)));
    return BundleJar.plugin(id, "1.0.0")
        .entry("ui/index.js", script)
        .entry(
            "ui/contributions.json",
            "{\"sdk\":\"^1\",\"contributes\":[" + String.join(",", all) + "]}")
        .in(Path.of("target/plugins").toAbsolutePath());
  }

  private static String contribution(String point, String id, String name) {
    return """
        {"point":"%s","id":"%s","export":"%s","icon":"user","title":{"en":"%s of %s","it":"%s di %s"}}
        """
        .formatted(point, name.toLowerCase(java.util.Locale.ROOT), name, name, id, name, id)
        .strip();
  }
}
