// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Everything that is shipped is under a licence that we accept: the jars of the distribution and of
 * the agent with the jars inside them, what our bundles are built of, and the console's packages.
 */
class LicenceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Licences LICENCES =
      new Licences(House.text(House.ROOT.resolve("docs/licences.md")));

  @Test
  void everyJarThatIsShippedHasALicenceWeAccept() throws IOException {
    var shipped = shipped();
    DistributionSbom.write(shipped, House.ROOT.resolve("itests/target/distribution-sbom.json"));
    var built = built();
    var faults =
        shipped.stream()
            .flatMap(Part::all)
            .flatMap(part -> LICENCES.fault(part.name(), stated(part, built)).stream())
            .distinct()
            .sorted()
            .toList();

    assertThat(shipped).as("jars in karaf-distribution/target/assembly").hasSizeGreaterThan(50);
    assertThat(faults).isEmpty();
  }

  /** Apache-2.0, 4: every copy carries both. */
  @Test
  void bothArchivesHoldTheLicenceAndTheNotice() {
    for (var name : List.of("LICENSE", "NOTICE")) {
      var ours = House.text(House.ROOT.resolve(name));
      var server = House.ROOT.resolve("karaf-distribution/target/assembly").resolve(name);
      // its Java has files of the same name further down
      var agents = House.ROOT.resolve("agent/dist/target/agent");
      var agent =
          House.files(agents, "/" + name).stream()
              .filter(file -> agents.relativize(file).getNameCount() == 2);

      assertThat(server).hasContent(ours);
      assertThat(agent).singleElement().satisfies(file -> assertThat(file).hasContent(ours));
    }
  }

  @Test
  void everythingOurBundlesAreBuiltOfHasALicenceWeAccept() throws IOException {
    var built = built();
    assumeTrue(!built.isEmpty() || isRequired(), "no target/sbom.json: Maven was offline");
    var faults =
        built.entrySet().stream()
            .flatMap(part -> LICENCES.fault(part.getKey(), part.getValue()).stream())
            .sorted()
            .toList();

    assertThat(built).isNotEmpty();
    assertThat(faults).isEmpty();
  }

  @Test
  void everyPackageOfTheConsoleHasALicenceWeAccept() throws IOException {
    var faults = new ArrayList<String>();
    for (var lock : locks()) {
      for (var pack : JSON.readTree(lock.toFile()).path("packages").properties()) {
        var name = pack.getKey().replaceFirst(".*node_modules/", "");
        if (!name.isEmpty() && !pack.getValue().path("dev").asBoolean()) {
          var licence = pack.getValue().path("license").asText();
          LICENCES
              .fault(name, licence.isEmpty() ? List.of() : List.of(licence))
              .ifPresent(faults::add);
        }
      }
    }

    assertThat(faults).isEmpty();
  }

  @Test
  void everyExceptionNamesALicenceWeAccept() {
    assertThat(LICENCES.exceptions()).isNotEmpty();
    assertThat(LICENCES.exceptions().values())
        .allMatch(l -> Licences.ACCEPTED.contains(l) || Licences.EXPLAINED.contains(l));
  }

  @Test
  void otherLicencesAreRefused() {
    var none = new Licences("| `known` | MIT | its jar is silent |");

    for (var bad :
        List.of(
            "GPL-3.0", "GNU Affero General Public License", "LGPL-2.1", "CDDL 1.1", "SSPL-1.0")) {
      assertThat(none.fault("part", List.of("Apache-2.0", bad))).as(bad).isPresent();
    }
    assertThat(none.fault("silent", List.of())).isPresent();
    assertThat(none.fault("known", List.of())).isEmpty();
    assertThat(none.fault("part", List.of("The Apache Software License, Version 2.0"))).isEmpty();
  }

  private static List<Part> shipped() {
    return Stream.concat(
            House.distribution().stream(),
            House.files(House.ROOT.resolve("karaf-distribution/target/assembly/lib"), ".jar")
                .stream())
        .map(Part::of)
        .toList();
  }

  /** A jar that is silent may be one whose pom the build knows. */
  private static List<String> stated(Part part, Map<String, List<String>> built) {
    return part.stated().isEmpty() ? built.getOrDefault(part.name(), List.of()) : part.stated();
  }

  /**
   * @return what target/sbom.json names, which the build writes at the top; empty if there is none
   */
  private static Map<String, List<String>> built() throws IOException {
    var sbom = House.ROOT.resolve("target/sbom.json");
    var parts = new HashMap<String, List<String>>();
    if (Files.exists(sbom)) {
      JSON.readTree(sbom.toFile())
          .path("components")
          .forEach(part -> parts.put(part.path("name").asText(), licences(part)));
    }
    return parts;
  }

  private static List<String> licences(JsonNode part) {
    return StreamSupport.stream(part.path("licenses").spliterator(), false)
        .map(l -> l.has("expression") ? l.path("expression") : l.path("license"))
        .map(l -> l.isTextual() ? l.asText() : l.path("id").asText(l.path("name").asText()))
        .toList();
  }

  private static List<Path> locks() {
    return House.files(House.ROOT.resolve("core/console"), "package-lock.json").stream()
        .filter(f -> !f.toString().contains("/node_modules/") && !f.toString().contains("/target/"))
        .toList();
  }

  private static boolean isRequired() {
    return !System.getProperty("custode.it.require", "").isEmpty();
  }
}
