// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.custode.api.removal.RemovedIn;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

/** Nothing goes without having been announced, and nothing stays beyond its day. */
class DeprecationTest {
  private static final Version NOW = new Version(0, 3, 0);

  @Test
  void whatIsDeprecatedSaysUntilWhen() {
    var offered =
        new ClassFileImporter()
            .importPaths(
                House.classes("core/api"),
                House.classes("core/persistence/store").resolve("io/custode/persistence"),
                House.classes("agent/runtime").resolve("io/custode/agent/api"),
                House.classes("core/testing"));

    assertThat(offered).hasSizeGreaterThan(400);
    assertThat(Deprecations.faults(offered, current())).isEmpty();
  }

  private static Version current() {
    var pom = House.text(House.ROOT.resolve("pom.xml"));
    var version = Pattern.compile("<version>([0-9.]+)").matcher(pom);
    assertThat(version.find()).isTrue();
    return Version.parseVersion(version.group(1));
  }

  private static JavaClasses of(Class<?> type) {
    return new ClassFileImporter().importClasses(type);
  }

  @Test
  void asItShouldBe() {
    assertThat(Deprecations.faults(of(Announced.class), NOW)).isEmpty();
  }

  @Test
  void withoutAWordOnItsEnd() {
    assertThat(Deprecations.faults(of(Forever.class), NOW))
        .singleElement()
        .asString()
        .contains("needs both");
  }

  @Test
  void tooSoon() {
    assertThat(Deprecations.faults(of(Hasty.class), NOW))
        .singleElement()
        .asString()
        .contains("may go with 0.5.0 at the earliest");
  }

  @Test
  void stillThere() {
    assertThat(Deprecations.faults(of(Announced.class), new Version(0, 5, 0)))
        .singleElement()
        .asString()
        .contains("was to be gone in 0.5.0");
  }

  @Test
  void onceStableAMajorVersionLater() {
    assertThat(Deprecations.earliest(new Version(1, 4, 0))).isEqualTo(new Version(2, 0, 0));
  }

  interface Announced {
    @Deprecated(since = "0.3.0", forRemoval = true)
    @RemovedIn("0.5.0")
    void call();
  }

  interface Forever {
    @Deprecated(since = "0.3.0", forRemoval = true)
    void call();
  }

  interface Hasty {
    @Deprecated(since = "0.3.0", forRemoval = true)
    @RemovedIn("0.4.0")
    void call();
  }
}
