// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the manifests of our bundles never say. */
class ManifestTest {
  @Test
  void noBundleOfOursBreaksARule() {
    var faults = bundles().flatMap(jar -> BundleRules.faults(jar).stream()).distinct().toList();

    assertThat(faults).isEmpty();
  }

  @Test
  void theDistributionHoldsBundlesOfOurs() {
    assertThat(ours(House.distribution()))
        .as("bundles of ours in karaf-distribution/target/assembly; run mvn verify")
        .anyMatch(jar -> jar.getFileName().toString().startsWith("custode-api-"));
  }

  @Test
  void everyRuleCanFail() throws IOException {
    var manifest =
        BundleRules.manifest(
            "Bundle-SymbolicName: custode-bad",
            "Bundle-Activator: a.B",
            "DynamicImport-Package: *",
            "Require-Bundle: other",
            "Fragment-Host: other",
            "Export-Package: a.internal;version=\"1.0\",b",
            "Import-Package: io.custode.rest.internal");

    assertThat(BundleRules.faults("bad", manifest, List.of("io/custode/api/asset/Asset.class")))
        .extracting(fault -> fault.replaceFirst("bad: ", "").replaceFirst(" .*", ""))
        .containsExactlyInAnyOrder(
            "Bundle-Activator",
            "DynamicImport-Package",
            "Require-Bundle",
            "Fragment-Host",
            "Bundle-License",
            "a.internal",
            "b",
            "io.custode.rest.internal",
            "io/custode/api/asset/Asset.class");
  }

  @Test
  void aGoodBundleHasNoFault() throws IOException {
    var manifest =
        BundleRules.manifest(
            "Bundle-SymbolicName: custode-good",
            "Bundle-License: \"Apache-2.0\"",
            "Export-Package: a.api;version=\"1.0\";uses:=\"b,c.internal\",a.spi;version=\"1.0\"",
            "Import-Package: org.osgi.framework;version=\"[1.0,2)\"");

    assertThat(BundleRules.faults("good", manifest, List.of("a/api/A.class"))).isEmpty();
  }

  private static Stream<Path> bundles() {
    return Stream.concat(House.made().stream(), ours(House.distribution()).stream())
        .filter(BundleRules::isBundle);
  }

  private static List<Path> ours(List<Path> jars) {
    return jars.stream().filter(jar -> jar.toString().contains("/io/custode/")).toList();
  }
}
