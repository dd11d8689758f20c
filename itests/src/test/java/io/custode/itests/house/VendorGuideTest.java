// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The plugin that the vendor guide has whole compiles as it stands there, and nothing is left out.
 */
class VendorGuideTest {
  private static final Pattern JAVA = Pattern.compile("(?s)```java\\n(.*?)```");

  @TempDir Path out;

  @Test
  void theGuidesPluginCompiles() {
    var sources =
        JAVA.matcher(House.text(House.ROOT.resolve("docs/vendor-guide.md")))
            .results()
            .map(block -> block.group(1))
            .toList();

    assertThat(sources).hasSize(1);
    assertThat(compile(sources.get(0))).isEmpty();
  }

  /** Whatever a vendor implements is in the reference, with what happens when it fails. */
  @Test
  void everyInterfaceToImplementIsInTheReference() {
    var guide = House.text(House.ROOT.resolve("docs/vendor-guide.md"));
    var reference = guide.substring(guide.indexOf("\n## Reference: what you implement"));
    var rows = reference.substring(0, reference.indexOf("\n## ", 4));

    var implemented =
        new ClassFileImporter()
                .importPaths(
                    House.classes("core/api"),
                    House.classes("agent/runtime").resolve("io/custode/agent/api"))
                .stream()
                .filter(type -> type.isInterface() && type.isAnnotatedWith(ConsumerType.class))
                .filter(type -> !type.getPackageName().startsWith("io.custode.core."))
                .map(JavaClass::getSimpleName)
                .toList();

    assertThat(implemented).hasSizeGreaterThan(15);
    assertThat(implemented).allSatisfy(name -> assertThat(rows).contains("| `" + name + "`"));
  }

  @Test
  void aWrongOneDoesNot() {
    assertThat(compile("class Greetings { Nothing it; }")).isNotEmpty();
  }

  private List<String> compile(String text) {
    var source =
        new SimpleJavaFileObject(
            URI.create("string:///Greetings.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    var found = new DiagnosticCollector<JavaFileObject>();
    var options =
        List.of("-classpath", System.getProperty("java.class.path"), "-d", out.toString());
    ToolProvider.getSystemJavaCompiler()
        .getTask(null, null, found, options, null, List.of(source))
        .call();
    return found.getDiagnostics().stream()
        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
        .map(d -> d.getMessage(Locale.ROOT))
        .toList();
  }
}
