// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.itests.jar.StrangerFeature;
import io.custode.itests.journey.Journey;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What an administrator does to the Karaf under the platform moves no plugin and nothing else. */
@CustodeTest
@ResourceLock(Journey.PLUGINS)
class BesidePluginsIT {
  /** Would be a better provider of each than the platform is. */
  private static final String JAXRS =
      "javax.ws.rs;version=2.1.99,javax.ws.rs.core;version=2.1.99,javax.ws.rs.ext;version=2.1.99";

  @TempDir private Path folder;

  @Test
  void whatComesToKarafAndGoesMovesNobody(Custode custode) throws Exception {
    custode.install(Hello.first(folder));
    custode.install(Hello.wishing(folder, "acme.wanted"));
    try (var watch = BundleWatch.of(custode);
        var readers = new Readers(custode.admin(), 4, Readers.and(Hello.GREETINGS))) {
      for (var stranger :
          List.of(
              new StrangerFeature("unrelated", "acme.unrelated;version=1.0.0"),
              new StrangerFeature("second-jaxrs", JAXRS),
              new StrangerFeature("wanted", "acme.wanted;version=1.0.0"))) {
        custode.shell("bundle:install -s " + stranger.jar(folder).toUri()).ok();
        custode.shell("bundle:refresh").ok();
        assertThat(watch.moved()).containsExactly("start " + stranger.bundle());
      }
      // who starts while they are there has his wires from the platform too
      custode.shell("msp:plugin-rollback hello").ok();
      assertThat(watch.moved()).isNotEmpty().allMatch(line -> line.endsWith(Hello.BUNDLE));
      for (var name : List.of("unrelated", "second-jaxrs", "wanted")) {
        custode.shell("bundle:uninstall stranger-" + name).ok();
        custode.shell("bundle:refresh").ok();
        assertThat(watch.moved()).allMatch(line -> line.endsWith(" stranger-" + name));
      }
      assertThat(readers.failed).isEmpty();
    } finally {
      custode.shell("msp:plugin-uninstall hello");
    }
  }

  /** The distribution has none of what would resolve them, and says so. */
  @Test
  void featuresAndArchivesAreNotTaken(Custode custode) throws Exception {
    custode.install(Hello.jar(folder));
    var feature = new StrangerFeature("unrelated", "acme.unrelated;version=1.0.0");
    var archive = feature.archive(folder);
    try (var watch = BundleWatch.of(custode);
        var readers = new Readers(custode.admin(), 4, Readers.and(Hello.GREETINGS))) {
      var deploy = Files.createDirectories(custode.home().resolve("deploy"));
      Files.copy(archive, deploy.resolve("unrelated.kar"));
      for (var line :
          List.of(
              "feature:repo-add " + feature.repository(folder).toUri(),
              "feature:install unrelated",
              "kar:install " + archive.toUri())) {
        var refused = custode.shell(line);
        assertThat(refused.exit()).as(line).isEqualTo(1);
        assertThat(refused.err()).as(line).contains("There is no command");
      }
      assertThat(watch.moved()).isEqualTo(Set.of());
      assertThat(readers.failed).isEmpty();
    } finally {
      custode.shell("msp:plugin-uninstall hello");
    }
  }
}
