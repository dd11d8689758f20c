// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What no file of the repository says. The patterns are written so that they do not find
 * themselves.
 */
class TextTest {
  private static final Map<String, Pattern> NEVER =
      Map.of(
          "unfinished", Pattern.compile("\\b(TO[D]O|FIX[M]E)\\b"),
          "a registry's host",
              Pattern.compile(
                  "rep[o]1?[.]maven|regist[r]y[.]npmjs|de[b][.]debian[.]org|rep[o][.]karaf"),
          "a path of somebody's machine",
              Pattern.compile("(?<![\\w.$}/-])/(wor[k]|farm|root|Users)/[\\w.-]+|/home/[a-z]{2,}/"),
          "a private key",
              Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KE[Y]-----\\s*\\n[A-Za-z0-9+/=]"));

  private static final Map<String, Pattern> NEVER_IN_TESTS =
      Map.of(
          "a sleep (wait for the effect with Awaitility)", Pattern.compile("Thread[.]slee[p]"),
          "a test switched off", Pattern.compile("@Disab[l]ed|@Igno[r]e\\b|assumeTrue\\(fals[e]"));

  private static final Pattern SWALLOWED =
      Pattern.compile("catch \\([\\w.| ]+ \\w+\\) *\\{\\s*\\}");

  private static final Pattern COMMAND = Pattern.compile("msp:([a-z]+(?:-[a-z]+)*)");

  private static final Pattern LINK = Pattern.compile("\\]\\((?![a-z]+:|#)([^)#\\s]+)(#[^)]*)?\\)");

  @Test
  void noFileSaysWhatMustNotBeSaid() {
    assertThat(files()).flatExtracting(f -> findings(f, text(f), NEVER)).isEmpty();
  }

  @Test
  void noTestSleepsOrIsSwitchedOff() {
    var tests = files().stream().filter(f -> f.matches(".*/src/test/.*\\.java")).toList();

    assertThat(tests).flatExtracting(f -> findings(f, text(f), NEVER_IN_TESTS)).isEmpty();
  }

  @Test
  void noErrorIsSwallowed() {
    var sources = files().stream().filter(f -> f.endsWith(".java")).toList();

    assertThat(sources)
        .flatExtracting(f -> findings(f, text(f), Map.of("an empty catch", SWALLOWED)))
        .isEmpty();
  }

  @Test
  void everyLinkOfTheGuidesLeadsSomewhere() {
    var broken = new ArrayList<String>();
    files().stream()
        .filter(f -> f.endsWith(".md"))
        .forEach(
            page -> {
              var links = LINK.matcher(text(page));
              while (links.find()) {
                var target = House.ROOT.resolve(page).resolveSibling(links.group(1)).normalize();
                if (!Files.exists(target)) {
                  broken.add(page + " -> " + links.group(1));
                }
              }
            });

    assertThat(broken).isEmpty();
  }

  @Test
  void everyCommandThatTheGuidesNameExists() {
    var sources = String.join("\n", texts(".*/src/main/java/.*\\.java"));
    var unknown =
        texts(".*\\.md").stream()
            .flatMap(page -> COMMAND.matcher(page).results().map(r -> r.group(1)))
            .distinct()
            .filter(name -> !sources.contains('"' + "msp." + name + '"'))
            .toList();

    assertThat(unknown).isEmpty();
  }

  @Test
  void theLicenceIsWhole() {
    assertThat(text("LICENSE"))
        .contains("Version 2.0, January 2004", "END OF TERMS AND CONDITIONS")
        .hasSize(11358);
  }

  @Test
  void thePatternsCanFail() {
    var bad =
        """
        // TO%sDO later
        https://repo1%s.maven.apache.org/maven2
        see /root%s/.m2/settings.xml
        -----BEGIN RSA PRIVATE%s KEY-----
        MIIE
        """
            .replace("%s", "");

    assertThat(findings("bad", bad, NEVER)).hasSize(4);
    assertThat(findings("bad", "Thread." + "sleep(5)", NEVER_IN_TESTS)).hasSize(1);
    assertThat(findings("bad", "catch (IOException e) " + "{}", Map.of("x", SWALLOWED))).hasSize(1);
    assertThat(findings("good", "target/root/x, http://x/work/y, ${home}/work/z", NEVER)).isEmpty();
  }

  private static List<String> texts(String files) {
    return files().stream().filter(f -> f.matches(files)).map(TextTest::text).toList();
  }

  private static List<String> findings(String file, String text, Map<String, Pattern> patterns) {
    var found = new ArrayList<String>();
    patterns.forEach(
        (what, pattern) -> {
          var match = pattern.matcher(text);
          if (match.find()) {
            var line = text.substring(0, match.start()).lines().count() + 1;
            found.add(file + " near line " + line + ": " + what + ": " + match.group());
          }
        });
    return found;
  }

  /** Files that are, or would be, under version control. */
  private static List<String> files() {
    assumeTrue(Files.exists(House.ROOT.resolve(".git")), "needs a clone, not an archive");
    try {
      var git =
          new ProcessBuilder("git", "ls-files", "--cached", "--others", "--exclude-standard")
              .directory(House.ROOT.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var files =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(f -> Files.isRegularFile(House.ROOT.resolve(f)))
              .toList();
      assertThat(files).contains("pom.xml");
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @return the text, or nothing if the file is no text
   */
  private static String text(String file) {
    try {
      return Files.readString(Path.of(House.ROOT.toString(), file));
    } catch (MalformedInputException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
