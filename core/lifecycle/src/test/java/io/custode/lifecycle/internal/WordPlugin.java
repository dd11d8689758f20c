// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.custode.persistence.internal.schema.SchemaSource;
import io.custode.persistence.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The greeter with a table of words. */
final class WordPlugin {
  static final String TABLE =
      """
      <changeSet id="1.0-word" author="acme">
        <createTable tableName="word">
          <column name="id" type="int"><constraints primaryKey="true"/></column>
          <column name="text" type="varchar(100)"/>
        </createTable>
        <insert tableName="word">
          <column name="id" valueNumeric="1"/><column name="text" value="old"/>
        </insert>
      </changeSet>
      """;
  static final String REWRITE =
      """
      <changeSet id="1.1-word" author="acme" labels="rewrites-data">
        <sql>update word set text = 'new'</sql>
      </changeSet>
      """;

  static final String MORE =
      """
      <changeSet id="1.1-mood" author="acme">
        <addColumn tableName="word"><column name="mood" type="varchar(20)"/></addColumn>
        <createIndex tableName="word" indexName="word_mood"><column name="mood"/></createIndex>
      </changeSet>
      """;

  private WordPlugin() {}

  static String source(Publisher by, Installation here, TestJar jar, String sets) throws Exception {
    var changelog =
        """
        <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
              http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-4.33.xsd"
            logicalFilePath="pacmegreeter">
        """
            + sets
            + "</databaseChangeLog>";
    return here.file(by.sign(jar.entry(SchemaSource.CHANGELOG, changelog.getBytes(UTF_8)).bytes()));
  }

  static List<String> words(TestDatabase database) throws SQLException {
    return column(database, "select text from pacmegreeter.word");
  }

  static List<String> sets(TestDatabase database) throws SQLException {
    return column(database, "select id from pacmegreeter.databasechangelog order by orderexecuted");
  }

  private static List<String> column(TestDatabase database, String sql) throws SQLException {
    var found = new ArrayList<String>();
    try (var connection = database.owner();
        var query = connection.createStatement();
        var rows = query.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  static boolean isKept(TestDatabase database) throws SQLException {
    try (var connection = database.owner();
        var schemas = connection.getMetaData().getSchemas()) {
      while (schemas.next()) {
        if (schemas.getString(1).equalsIgnoreCase("snapacmegreeter")) {
          return true;
        }
      }
      return false;
    }
  }
}
