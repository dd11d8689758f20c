// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Unavailable;
import io.custode.persistence.internal.database.Database;
import io.custode.persistence.internal.database.Failures;
import io.custode.persistence.internal.database.Settings;
import java.sql.SQLException;
import javax.persistence.PersistenceException;
import org.junit.jupiter.api.Test;

/** A statement that nobody will wait for ends on the server too. */
class StatementTimeTest {
  @Test
  void theServerEndsItBeforeItsCallerGivesUp() throws Exception {
    try (var server = TestDatabases.POSTGRESQL.open()) {
      var given = server.settings();
      var url = given.url() + (given.url().contains("?") ? "&" : "?") + "socketTimeout=2";
      try (var database =
              Database.open(new Settings(url, given.user(), given.password(), given.poolSize()));
          var connection = database.pool().getConnection();
          var statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.execute("select pg_sleep(30)"))
            .isInstanceOfSatisfying(
                SQLException.class,
                e -> {
                  assertThat(e.getSQLState()).isEqualTo("57014");
                  assertThat(Failures.translate(new PersistenceException(e)))
                      .isInstanceOf(Unavailable.class)
                      .hasMessageContaining("nothing was changed");
                });
        // the connection is as good as before
        assertThat(connection.isValid(1)).isTrue();
      }
    }
  }
}
