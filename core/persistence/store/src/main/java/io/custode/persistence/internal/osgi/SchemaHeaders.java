// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.osgi;

import io.custode.api.error.Invalid;
import io.custode.api.plugin.PluginId;
import io.custode.core.capability.Capabilities;
import io.custode.persistence.internal.schema.SchemaFailure;
import io.custode.persistence.internal.schema.SchemaSource;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** What the manifest of a bundle says about its tables. */
final class SchemaHeaders {
  private static final String ENTITIES = "Custode-Entities";
  private static final String SCHEMA = "Custode-Schema";
  private static final String PLUGIN = "Custode-Plugin";

  private SchemaHeaders() {}

  /**
   * @return the schema's name if the bundle has tables
   * @throws SchemaFailure if its headers contradict each other
   */
  static Optional<String> schema(Bundle bundle) {
    Dictionary<String, String> headers = bundle.getHeaders("");
    String schema = headers.get(SCHEMA);
    String plugin = headers.get(PLUGIN);
    if (schema == null && plugin == null) {
      return Optional.empty();
    }
    if (list(headers.get(ENTITIES)).isEmpty() && bundle.getEntry(SchemaSource.CHANGELOG) == null) {
      return Optional.empty();
    }
    if (plugin != null) {
      if (schema != null) {
        throw new SchemaFailure("a plugin has the schema of its id: drop the header " + SCHEMA);
      }
      return Optional.of(SchemaSource.PLUGINS + id(plugin));
    }
    String name = schema.strip();
    if (name.startsWith(SchemaSource.PLUGINS)) {
      throw new SchemaFailure("schemas whose names begin with p are plugins'");
    }
    if (!ownerOf(name).equals(bundle.getSymbolicName())) {
      throw new SchemaFailure("schema " + name + " belongs to bundle " + ownerOf(name) + " only");
    }
    return Optional.of(name);
  }

  private static PluginId id(String header) {
    try {
      return PluginId.of(header.strip());
    } catch (Invalid e) {
      throw new SchemaFailure("its id " + header.strip() + " is none that a plugin can have", e);
    }
  }

  private static String ownerOf(String schema) {
    return schema.equals("core") ? "custode-platform" : "custode-" + schema;
  }

  /**
   * @throws SchemaFailure if it has entities but no changelog, or cannot be loaded from
   */
  static SchemaSource source(Bundle bundle, String schema) {
    if (bundle.getEntry(SchemaSource.CHANGELOG) == null) {
      throw new SchemaFailure("it has entities but no " + SchemaSource.CHANGELOG);
    }
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    if (wiring == null) {
      throw new SchemaFailure("its bundle is not resolved any more");
    }
    Dictionary<String, String> headers = bundle.getHeaders("");
    return new SchemaSource(
        schema,
        wiring.getClassLoader(),
        list(headers.get(ENTITIES)),
        SchemaSource.CHANGELOG,
        bundle::getEntry,
        headers.get(PLUGIN) == null
            || Capabilities.of(headers.get(Capabilities.HEADER)).allows("tables", "provider"));
  }

  private static List<String> list(@Nullable String header) {
    return header == null
        ? List.of()
        : Arrays.stream(header.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
