// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.HotPluginsTest.GREETER;
import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.persistence.testing.TestDatabases;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.wiring.BundleWiring;

class PluginCyclesTest {
  private static final int CYCLES = 100;
  @TempDir Path home;

  @Test
  void leavesNothingBehind() throws Exception {
    var acme = Publisher.named(home, "acme");
    acme.trustIn(home, "acme");
    try (var database = TestDatabases.DERBY.open();
        var here = new Installation(home, database, Installation.schema(database))) {
      var source = here.file(acme.sign(greeter("1.0.0").bytes()));
      var loaders = new ArrayList<WeakReference<ClassLoader>>();
      for (int i = 0; i < CYCLES; i++) {
        here.hot.install(source);
        assertThat(here.node.greets()).isTrue();
        loaders.add(loader(here));
        here.hot.uninstall(GREETER);
        assertThat(here.node.greets()).isFalse();
      }

      assertThat(here.node.touched()).containsOnly("acme-acmegreeter");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                System.gc();
                assertThat(loaders.stream().map(WeakReference::get).filter(Objects::nonNull))
                    .isEmpty();
              });
    }
  }

  private static WeakReference<ClassLoader> loader(Installation here) throws Exception {
    var bundle = here.plugins.find(here.node.plugins().get(0)).orElseThrow();
    assertThat(bundle.loadClass("acme.greeter.Greeter")).isNotNull();
    return new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
  }
}
