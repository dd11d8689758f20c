// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.house;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.osgi.FileResource;
import aQute.bnd.osgi.Jar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was released is kept or its version says that it was not: docs/api-policy.md. */
class ApiBaselineTest {
  private static final String API = "core/api/target/custode-api";

  @TempDir Path scratch;

  @Test
  void theLastReleasesApiIsKept() throws Exception {
    var kept = ApiBaseline.lastRelease();

    assertThat(kept).hasSize(3);
    for (var jar : kept) {
      assertThat(ApiBaseline.faults(jar, ApiBaseline.now(jar))).as(jar.toString()).isEmpty();
    }
  }

  @Test
  void whatIsKeptComparesAsTheWholeDoes() throws Exception {
    var kept = scratch.resolve("kept.jar");
    ApiBaseline.keep(ApiBaseline.built(API), kept);

    assertThat(ApiBaseline.faults(kept, ApiBaseline.built(API))).isEmpty();
    assertThat(Files.size(kept)).isLessThan(Files.size(ApiBaseline.built(API)));
  }

  @Test
  void aMethodThatIsGoneBreaksWhoCallsIt() throws Exception {
    assertThat(after("asset/Assets", "Optional<Inventory> inventory(AssetId id);", ""))
        .singleElement()
        .asString()
        .startsWith("io.custode.api.asset is ")
        .endsWith(": MAJOR");
  }

  @Test
  void aMethodMoreBreaksWhoImplementsIt() throws Exception {
    assertThat(after("command/Command", "O execute(", "O undo(I input);\n  O execute("))
        .singleElement()
        .asString()
        .startsWith("io.custode.api.command is ")
        .endsWith(": MAJOR");
  }

  @Test
  void aMethodMoreOfThePlatformsOwnNeedsAMinorVersion() throws Exception {
    assertThat(after("access/Access", "boolean may(", "boolean mayNot(String x);\n  boolean may("))
        .singleElement()
        .asString()
        .endsWith(": MINOR");
  }

  @Test
  void aWordInACommentChangesNothing() throws Exception {
    assertThat(after("access/Access", "/** Asks who calls", "/** Now asks who calls")).isEmpty();
  }

  /**
   * Builds the API once more with a source changed, and compares it with the one that was built.
   */
  private List<String> after(String type, String was, String becomes) throws Exception {
    var source = House.ROOT.resolve("core/api/src/main/java/io/custode/api/" + type + ".java");
    var text = House.text(source);
    assertThat(text).contains(was);
    var changed = Files.createDirectories(scratch.resolve("src")).resolve(source.getFileName());
    Files.writeString(changed, text.replace(was, becomes));
    var built = ApiBaseline.built(API);
    var classes = Files.createDirectories(scratch.resolve("classes"));
    var path = built + java.io.File.pathSeparator + System.getProperty("java.class.path");
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-parameters",
                "-classpath",
                path,
                "-d",
                classes.toString(),
                changed.toString());
    assertThat(failed).isZero();
    var next = scratch.resolve("next.jar");
    try (var jar = new Jar(built.toFile())) {
      for (var each : House.files(classes, ".class")) {
        jar.putResource(classes.relativize(each).toString(), new FileResource(each.toFile()), true);
      }
      jar.write(next.toFile());
    }
    return ApiBaseline.faults(built, next);
  }
}
