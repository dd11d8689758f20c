// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.api.error.Unavailable;
import io.custode.persistence.core.TenantBinding.Binding;
import io.custode.persistence.internal.database.Settings;
import io.custode.persistence.internal.schema.Persistence;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL behind a proxy that is cut. */
class DatabaseAwayTest {
  @TempDir Path directory;
  private TestDatabase server;
  private CuttableProxy proxy;
  private Settings throughProxy;

  @BeforeEach
  void open() throws Exception {
    server = TestDatabases.POSTGRESQL.open();
    String url = server.settings().url();
    var address = java.net.URI.create(url.substring("jdbc:".length()));
    proxy = new CuttableProxy(new InetSocketAddress(address.getHost(), address.getPort()));
    throughProxy =
        new Settings(
            url.replaceFirst("//[^/]*/", "//127.0.0.1:" + proxy.port() + "/"),
            server.settings().user(),
            server.settings().password(),
            4);
  }

  @AfterEach
  void close() throws Exception {
    if (proxy != null) {
      proxy.close();
    }
    if (server != null) {
      server.close();
    }
  }

  private static <T> T as(Persistence persistence, Supplier<T> work) {
    return persistence.binding().bind(new Binding("blue", null, false), work);
  }

  @Test
  void callsFailFastAndRecoverByThemselves() throws Exception {
    var changelogs = new ChangelogDirectory(directory);
    changelogs.write("changelog.xml", ChangelogDirectory.NOTE);
    try (var persistence = Persistence.open(throughProxy);
        var unit = persistence.open(changelogs.source("paway", NoteEntity.class))) {
      Supplier<Integer> write =
          () ->
              unit.store()
                  .write(
                      em -> {
                        String id = io.custode.api.id.Uuid7.next();
                        em.persist(new NoteEntity(id, "n"));
                        persistence.outbox().append(id, "event", "t", "blue", "{}");
                        return 1;
                      });
      as(persistence, write);

      proxy.cut();
      for (int i = 0; i < 3; i++) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> as(persistence, write)).isInstanceOf(Unavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      }
      assertThatThrownBy(() -> persistence.outbox().due(10)).isInstanceOf(Unavailable.class);
      assertThatThrownBy(() -> persistence.database().ping()).isInstanceOf(SQLException.class);

      proxy.restore();
      await()
          .atMost(Duration.ofSeconds(15))
          .ignoreExceptions()
          .until(() -> as(persistence, write) == 1);
      assertThat(persistence.outbox().due(10)).hasSize(2);

      proxy.silence();
      long start = System.nanoTime();
      // the pool asks each connection that idled before it hands it out
      await()
          .atMost(Duration.ofSeconds(40))
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> as(persistence, write)).isInstanceOf(Unavailable.class));
      System.out.printf("silent server: %d ms%n", (System.nanoTime() - start) / 1_000_000);
    }
  }

  @Test
  void aServerThatIsAwayAtTheStartIsSaidToBeAway() throws Exception {
    proxy.cut();
    assertThatThrownBy(() -> Persistence.open(throughProxy))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("refused");
    proxy.restore();
    try (var persistence = Persistence.open(throughProxy)) {
      persistence.database().ping();
    }
  }
}
