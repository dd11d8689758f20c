// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.custode.api.error.Invalid;
import io.custode.api.json.Json;
import io.custode.core.json.JsonMapping;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A signed jar that is a catalog: {@code catalog.json} says what is offered, and the jars that it
 * names are inside.
 *
 * @param jars those inside, by SHA-256
 */
record CatalogJar(SignedJar jar, CatalogIndex index, Map<String, byte[]> jars) {
  static final String INDEX = "catalog.json";
  private static final int MAX_INDEX = 4 << 20;
  private static final String HEADER = "Custode-Catalog";

  /**
   * @throws Invalid if it is no catalog, or does not hold what it offers
   */
  static CatalogJar of(SignedJar jar, JsonMapping json) {
    var name = jar.headers().get(HEADER);
    var bytes = jar.file(INDEX);
    if (name == null || bytes == null) {
      throw JarContents.refuse(
          "is no catalog: it must have " + INDEX + " and the header " + HEADER);
    }
    if (bytes.length > MAX_INDEX) {
      throw JarContents.refuse("has a " + INDEX + " that is larger than 4 MiB");
    }
    var index = read(bytes, json);
    if (!index.catalog().equals(name)) {
      throw JarContents.refuse("has another name in its manifest than in " + INDEX);
    }
    return new CatalogJar(jar, index, inside(jar, index));
  }

  private static CatalogIndex read(byte[] bytes, JsonMapping json) {
    try {
      return json.read(new Json(new String(bytes, UTF_8)), CatalogIndex.class);
    } catch (Invalid e) {
      var first = e.violations().get(0);
      throw JarContents.refuse(
          first.field().equals("source")
              ? first.rule()
              : "has a " + INDEX + " that cannot be read: " + first.field() + " " + first.rule());
    }
  }

  private static Map<String, byte[]> inside(SignedJar jar, CatalogIndex index) {
    var jars = new LinkedHashMap<String, byte[]>();
    for (var offer : index.plugins()) {
      if (offer.jar() == null) {
        continue;
      }
      var bytes = jar.file(offer.jar());
      if (bytes == null
          || bytes.length != offer.size()
          || !Fingerprint.of(bytes).equals(offer.sha256())) {
        throw JarContents.refuse(
            "does not hold the jar of " + offer.id() + " " + offer.version() + " that it names");
      }
      jars.put(offer.sha256(), bytes);
    }
    return jars;
  }
}
