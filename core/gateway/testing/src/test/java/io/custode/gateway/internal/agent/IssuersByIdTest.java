// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.agent.TokenId;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import io.custode.persistence.testing.TestDatabase;
import io.custode.persistence.testing.TestDatabases;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of earlier versions tell who issued them by name; the next start has his id there. */
class IssuersByIdTest {
  private static final String CHANGELOG = "META-INF/custode/changelog.xml";
  private static final String TESS = "0190a0a0-0000-7000-8000-000000000007";

  private final String tenant = TenantId.next().value();

  private void issued(TestDatabase database, TenantStore store, String by) {
    var now = Instant.now();
    database.as(
        tenant,
        () ->
            store.write(
                em -> {
                  em.persist(new TokenEntity(TokenId.next(), "hash", null, by, now, now));
                  return true;
                }));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void namesOfUsersBecomeIdsAndOthersGo(TestDatabases kind) throws SQLException {
    try (var database = kind.open()) {
      var before = database.schema("gateway", CHANGELOG, TokenEntity.class);
      for (var by : List.of("tess", "long.gone", "gateway")) {
        issued(database, before, by);
      }
      try (var connection = database.owner();
          var statement = connection.createStatement()) {
        // as the platform has made it by the time that the gateway starts
        statement.execute(
            "create table core.person (id varchar(36) primary key, name varchar(60) not null)");
        statement.execute("insert into core.person values ('" + TESS + "', 'tess')");
        statement.execute("delete from gateway.databasechangelog where id = '0.3.0-persons-by-id'");
      }
      // another entity: the schema is looked at again
      var after = database.schema("gateway", CHANGELOG, TokenEntity.class, AgentEntity.class);
      List<String> issuers =
          database.as(
              tenant,
              () ->
                  after.read(
                      em ->
                          em.createQuery("select t.issuedBy from TokenEntity t", String.class)
                              .getResultList()));
      assertThat(issuers).containsExactlyInAnyOrder(TESS, "unknown", "gateway");
      assertThat(database.tablesWith("long.gone")).isEmpty();
    }
  }
}
