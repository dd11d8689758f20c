// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A plugin that brings nothing but a module to endpoints, as a vendor's build makes it. */
final class EchoesJar {
  private EchoesJar() {}

  /**
   * @param broken whether the module's component cannot be made
   * @return unsigned, to be signed in place
   */
  static Path of(String version, boolean broken) throws IOException {
    var jar =
        jar(
            Map.of(
                "Bundle-SymbolicName",
                "custode-plugin-echoes",
                "Bundle-Version",
                version,
                "Custode-Plugin",
                "echoes",
                "Require-Capability",
                "custode.platform;filter:=\"(&(version>=1.0.0)(!(version>=2.0.0)))\""),
            Map.of("META-INF/custode/agent/echoes.jar", module(version, broken)));
    var directory = Files.createDirectories(Path.of("target/plugins").toAbsolutePath());
    return Files.write(directory.resolve("echoes-" + version + ".jar"), jar);
  }

  private static byte[] module(String version, boolean broken) throws IOException {
    var entries = new LinkedHashMap<String, byte[]>();
    entries.put("version.txt", version.getBytes(UTF_8));
    if (broken) {
      entries.put("broken.txt", new byte[0]);
    }
    entries.put(
        "OSGI-INF/echo.xml",
        """
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="echo">
          <implementation class="io.custode.itests.agent.Echo"/>
          <service><provide interface="io.custode.agent.api.ActionHandler"/></service>
        </scr:component>
        """
            .getBytes(UTF_8));
    for (var type : new Class<?>[] {Echo.class, Echo.Said.class, Echo.Heard.class}) {
      var name = type.getName().replace('.', '/') + ".class";
      try (var in = EchoesJar.class.getResourceAsStream("/" + name)) {
        entries.put(name, in.readAllBytes());
      }
    }
    return jar(
        Map.of(
            "Bundle-SymbolicName",
            "echoes",
            "Bundle-Version",
            version,
            "Import-Package",
            "io.custode.agent.api;version=\"[1.0,2)\"",
            "Service-Component",
            "OSGI-INF/echo.xml",
            "Require-Capability",
            "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.4.0)(!(version>=2.0.0)))\""),
        entries);
  }

  private static byte[] jar(Map<String, String> headers, Map<String, byte[]> entries)
      throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
    headers.forEach(manifest.getMainAttributes()::putValue);
    var bytes = new ByteArrayOutputStream();
    try (var out = new JarOutputStream(bytes, manifest)) {
      for (var entry : entries.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
