// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import java.util.List;

/**
 * What a schema is made from.
 *
 * @param schema its name: letters and digits (Liquibase on Derby breaks on an underscore)
 * @param loader sees the entity classes
 * @param entities names of the entity classes
 * @param changelog path of the changelog among the resources
 * @param resources the owner's files
 * @param providerWide whether provider-wide tables are allowed
 */
public record SchemaSource(
    String schema,
    ClassLoader loader,
    List<String> entities,
    String changelog,
    Resources resources,
    boolean providerWide) {
  /** Where a bundle keeps it. */
  public static final String CHANGELOG = "META-INF/custode/changelog.xml";

  /** What the schema of a plugin begins with, and no other. */
  public static final String PLUGINS = "p";

  private static final int MOST_ENTITIES = 500;

  public SchemaSource {
    if (!schema.matches("[a-z][a-z0-9]{0,40}")) {
      throw new SchemaFailure(
          "'" + schema + "' is no name for a schema: a letter, then letters and digits");
    }
    if (entities.size() > MOST_ENTITIES) {
      throw new SchemaFailure("more than " + MOST_ENTITIES + " entities in one schema");
    }
    entities = List.copyOf(entities);
  }

  boolean isPlugins() {
    return schema.startsWith(PLUGINS);
  }
}
