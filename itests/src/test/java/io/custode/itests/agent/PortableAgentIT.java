// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The archives for macOS and Windows, as far as they can be looked at elsewhere: what they hold,
 * and whether the agent in them runs where Java says that the system is another. No more is proven.
 */
class PortableAgentIT {
  private static final List<String> LIBRARIES =
      List.of(
          "lib/custode-agent.jar",
          "lib/custode-agent-protocol.jar",
          "lib/org.apache.felix.framework.jar",
          "lib/osgi",
          "release.properties",
          "LICENSE",
          "NOTICE");

  @TempDir Path directory;

  private static Path built(String end) throws IOException {
    try (var files = Files.list(Path.of("..", "agent", "dist", "target"))) {
      return files.filter(f -> f.toString().endsWith(end)).findFirst().orElseThrow().toRealPath();
    }
  }

  private Path macos() throws Exception {
    run(Map.of(), "tar", "-xzf", built("-macos.tar.gz").toString(), "-C", directory.toString());
    try (var top = Files.list(directory)) {
      return top.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  private String run(Map<String, String> environment, String... command) throws Exception {
    var out = directory.resolve("out");
    var err = directory.resolve("err");
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    var process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(err)).isZero();
    return Files.readString(out);
  }

  private static Document xml(String text) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> texts(Element root, String tag) {
    var texts = new ArrayList<String>();
    var found = root.getElementsByTagName(tag);
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent());
    }
    return texts;
  }

  @Test
  void theArchiveForMacOsHoldsWhatItsJobNames() throws Exception {
    var root = macos();
    assertThat(LIBRARIES).allSatisfy(name -> assertThat(root.resolve(name)).exists());
    assertThat(root.resolve("java")).doesNotExist();
    for (var script :
        List.of("bin/custode-agent", "bin/start-agent", "install.sh", "uninstall.sh")) {
      assertThat(root.resolve(script)).isExecutable();
      run(Map.of(), "sh", "-n", root.resolve(script).toString());
    }
    var job = xml(Files.readString(root.resolve("io.custode.agent.plist"))).getDocumentElement();
    var program = texts(job, "string").get(1);
    var installed = "/usr/local/lib/custode-agent/";
    assertThat(program).startsWith(installed);
    assertThat(root.resolve(program.substring(installed.length()))).isExecutable();
    assertThat(Files.readString(root.resolve("install.sh")))
        .contains("program=" + installed.substring(0, installed.length() - 1));
    // what install.sh replaces is there once
    assertThat(texts(job, "string").stream().filter("JAVA_HOME"::equals)).hasSize(1);
  }

  @Test
  void theArchiveForWindowsHoldsWhatItsTaskNames() throws Exception {
    try (var zip = FileSystems.newFileSystem(built("-windows.zip"))) {
      Path root;
      try (var top = Files.list(zip.getPath("/"))) {
        root = top.findFirst().orElseThrow();
      }
      assertThat(LIBRARIES)
          .allSatisfy(name -> assertThat(Files.exists(root.resolve(name))).isTrue());
      var task = Files.readString(root.resolve("custode-agent-task.xml"));
      var command = texts(xml(task).getDocumentElement(), "Command").get(0);
      var installed = "%ProgramFiles%\\Custode Agent\\";
      assertThat(command).startsWith(installed);
      var file = root.resolve(command.substring(installed.length()).replace('\\', '/'));
      for (var line : Files.readString(file).split("\n")) {
        assertThat(line).endsWith("\r");
      }
      assertThat(Files.readString(file))
          .contains("custode-agent.jar")
          .contains("io.custode.agent.internal.Main");
      assertThat(Files.readString(root.resolve("install.ps1")))
          .contains("$env:ProgramFiles 'Custode Agent'")
          .contains("'custode-agent-task.xml'");
    }
  }

  @Test
  void theAgentRunsWithTheJavaThatIsThereOnASystemThatIsNotLinux() throws Exception {
    var start = macos().resolve("bin/start-agent").toString();
    var java = System.getProperty("java.home");
    assertThat(run(Map.of("JAVA_HOME", java), start, "version")).startsWith("custode-agent ");
    for (var system : List.of("Windows", "Mac")) {
      var inventory =
          run(
              Map.of("JAVA_HOME", java, "JDK_JAVA_OPTIONS", "-Dos.name=" + system),
              start,
              "inventory");
      assertThat(inventory)
          .contains("\"family\":\"" + (system.equals("Mac") ? "macos" : "windows") + "\"")
          .contains("\"disks\":[{");
    }
  }
}
