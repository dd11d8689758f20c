// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.plugin.PluginId;
import io.custode.api.plugin.PluginInstalled;
import io.custode.api.plugin.PluginUninstalled;
import io.custode.persistence.testing.TestDatabases;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.felix.utils.resource.ResourceImpl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PluginRowsTest {
  private static final PluginId ID = PluginId.of("acmehello");
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void keepsThePluginAndItsJar(TestDatabases kind) {
    try (var database = kind.open()) {
      var platform = new TestPlatform(database);
      var rows = new PluginRows(Installation.schema(database), platform, platform);
      var large = new byte[5 << 20];
      new Random(1).nextBytes(large);

      rows.installed(plugin("1.0.0", large), ApiMove.NONE, AT, installed("1.0.0"));

      assertThat(rows.present())
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.id()).isEqualTo(ID);
                assertThat(row.version()).isEqualTo("1.0.0");
                assertThat(row.installedAt()).isEqualTo(AT);
                assertThat(row.present()).isTrue();
                assertThat(row.location()).isEqualTo(plugin("1.0.0", large).location());
              });
      assertThat(rows.jar(Fingerprint.of(large))).isEqualTo(large);
      assertThat(platform.published()).containsExactly("PluginInstalled");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void remembersWhoseTheIdWas(TestDatabases kind) {
    try (var database = kind.open()) {
      var platform = new TestPlatform(database);
      var rows = new PluginRows(Installation.schema(database), platform, platform);
      rows.installed(plugin("1.0.0", new byte[] {1}), ApiMove.NONE, AT, installed("1.0.0"));

      rows.removed(ID, AT, new PluginUninstalled(EventId.next(), AT, ID, "1.0.0", "boss"));

      assertThat(rows.present()).isEmpty();
      assertThat(rows.find(ID))
          .hasValueSatisfying(
              row -> {
                assertThat(row.present()).isFalse();
                assertThat(row.publisherKey()).isEqualTo("key");
              });
      assertThatThrownBy(() -> rows.jar(Fingerprint.of(new byte[] {1})))
          .isInstanceOf(NotFound.class);

      rows.installed(plugin("2.0.0", new byte[] {2}), ApiMove.NONE, AT, installed("2.0.0"));
      assertThat(rows.present()).singleElement().matches(row -> row.version().equals("2.0.0"));
      assertThat(rows.jar(Fingerprint.of(new byte[] {2}))).containsExactly(2);
      assertThat(platform.published())
          .containsExactly("PluginInstalled", "PluginUninstalled", "PluginInstalled");
    }
  }

  private static PluginJar plugin(String version, byte[] content) {
    return new PluginJar(
        ID,
        "Hello",
        version,
        "acme-hello",
        new SignedJar(
            content, Fingerprint.of(content), "certificate", "key", true, Map.of(), Set.of()),
        new ResourceImpl(),
        List.of(),
        List.of());
  }

  private static PluginInstalled installed(String version) {
    return new PluginInstalled(EventId.next(), AT, ID, version, "certificate", "sha", null, "boss");
  }
}
