// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import io.custode.persistence.internal.schema.SchemaSource;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Changelogs that a test writes and rewrites. */
record ChangelogDirectory(Path directory) {
  static final String NOTE =
      """
      <changeSet id="1" author="custode">
        <createTable tableName="note">
          <column name="id" type="varchar(36)"><constraints primaryKey="true" nullable="false"/></column>
          <column name="tenant_id" type="varchar(36)"><constraints nullable="false"/></column>
          <column name="revision" type="bigint"><constraints nullable="false"/></column>
          <column name="name" type="varchar(200)"/>
          <column name="tag_id" type="varchar(36)"/>
          <column name="written" type="bigint"/>
        </createTable>
      </changeSet>
      """;

  void write(String name, String changeSets) {
    String text =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
              http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-4.33.xsd"
            logicalFilePath="test">
        %s
        </databaseChangeLog>
        """
            .formatted(changeSets);
    try {
      Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  SchemaSource source(String schema, Class<?>... entities) {
    return source(schema, true, entities);
  }

  SchemaSource source(String schema, boolean providerWide, Class<?>... entities) {
    return new SchemaSource(
        schema,
        ChangelogDirectory.class.getClassLoader(),
        Arrays.stream(entities).map(Class::getName).toList(),
        "changelog.xml",
        this::find,
        providerWide);
  }

  private URL find(String path) {
    try {
      Path file = directory.resolve(path);
      return Files.exists(file) ? file.toUri().toURL() : null;
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
