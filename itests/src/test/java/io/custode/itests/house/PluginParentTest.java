// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.house;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a vendor's build makes, and what it refuses: bnd with the instructions of his parent. */
class PluginParentTest {
  private static final Pattern BND = Pattern.compile("(?s)<bnd><!\\[CDATA\\[(.*?)]]></bnd>");
  private static final String PLUGIN =
      "@io.custode.api.plugin.CustodePlugin(id = \"acme\") public class Acme {}";
  private static final String MODULE =
      "public class Says { io.custode.agent.api.MetricValue value; }";

  @TempDir Path scratch;

  private Path classes;

  @BeforeEach
  void aPlugin() throws Exception {
    classes = scratch.resolve("classes");
    Files.createDirectories(classes.resolve("META-INF"));
    compile("acme", PLUGIN);
  }

  private void compile(String name, String type) throws Exception {
    var source = scratch.resolve(type.replaceAll("(?s).*class (\\w+).*", "$1") + ".java");
    Files.writeString(source, "package " + name + "; " + type);
    var path = classes + File.pathSeparator + System.getProperty("java.class.path");
    var words = List.of("-proc:none", "-cp", path, "-d", classes.toString(), source.toString());
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, words.toArray(String[]::new)))
        .isZero();
  }

  /** The instructions of the n-th execution. */
  private static Properties instructions(int n) throws Exception {
    var pom = House.text(House.ROOT.resolve("plugins/parent/pom.xml"));
    var found = BND.matcher(pom).results().map(bnd -> bnd.group(1)).toList();
    assertThat(found).hasSize(2);
    var instructions = new Properties();
    instructions.load(new StringReader(found.get(n).replace("${project.artifactId}", "acme")));
    return instructions;
  }

  private List<String> module() throws Exception {
    return made(instructions(0), false);
  }

  private List<String> plugin(boolean withModule, String... more) throws Exception {
    var instructions = instructions(1);
    instructions.load(new StringReader(String.join("\n", more)));
    instructions.put("custode.packages", withModule ? "!*.agent.*,*;from:=classes" : "");
    instructions.put("custode.resources", withModule ? "META-INF/=" + classes + "/META-INF/" : "");
    return made(instructions, !withModule);
  }

  /**
   * @return what bnd refuses, or else the classes that are in the bundle
   */
  private List<String> made(Properties instructions, boolean whole) throws Exception {
    try (var builder = new Builder()) {
      builder.setBase(scratch.toFile());
      builder.setProperties(instructions);
      builder.addClasspath(classes.toFile());
      for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        if (entry.matches(".*/custode-(api|agent)-[0-9][^/]*\\.jar")) {
          builder.addClasspath(new File(entry));
        }
      }
      if (whole) {
        builder.setJar(new Jar("classes", classes.toFile()));
      }
      var made = builder.build();
      return builder.getErrors().isEmpty()
          ? made.getResources().keySet().stream().filter(PluginParentTest::isTold).toList()
          : builder.getErrors();
    }
  }

  private static boolean isTold(String resource) {
    return resource.endsWith(".class") || resource.endsWith(".txt");
  }

  @Test
  void whatAVendorIncludesComesBesideWhatIsThere() throws Exception {
    compile("acme.agent", MODULE);
    Files.writeString(classes.resolve("META-INF/a.txt"), "");
    Files.writeString(scratch.resolve("own.txt"), "");

    assertThat(plugin(true, "-includeresource: own.txt"))
        .containsExactlyInAnyOrder("META-INF/a.txt", "acme/Acme.class", "own.txt");
  }

  @Test
  void theModuleIsInABundleOfItsOwn() throws Exception {
    compile("acme.agent", MODULE);

    assertThat(module()).containsExactly("acme/agent/Says.class");
    assertThat(plugin(true)).containsExactly("acme/Acme.class");
  }

  @Test
  void withoutAModuleThePluginIsAllThatThereIs() throws Exception {
    compile("acme.more", "class More {}");

    assertThat(plugin(false)).containsExactly("acme/Acme.class", "acme/more/More.class");
  }

  @Test
  void theModuleSeesNothingOfTheServer() throws Exception {
    compile("acme.agent", "class Says { io.custode.api.json.Json json; }");

    assertThat(module())
        .anyMatch(error -> error.contains("nothing else of ours") && error.contains("Says"));
  }

  @Test
  void theServerSeesNothingOfTheAgent() throws Exception {
    compile("acme", "class Asks { io.custode.agent.api.MetricValue value; }");

    assertThat(plugin(true)).anyMatch(error -> error.contains("needs an agent.bnd"));
  }

  @Test
  void aPluginIsMarkedOnce() throws Exception {
    compile("acme", PLUGIN.replace("Acme", "Second"));

    assertThat(plugin(false)).anyMatch(error -> error.contains("Exactly one class"));
  }

  @Test
  void aCopyOfTheApiIsRefused() throws Exception {
    compile("io.custode.api.json", "class Mine {}");

    assertThat(plugin(false)).anyMatch(error -> error.contains("a copy of the API"));
  }

  @Test
  void whatTiesBundlesTogetherIsRefused() throws Exception {
    assertThat(plugin(false, "Require-Bundle: other"))
        .anyMatch(error -> error.contains("A plugin has no"));
  }
}
