// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Builds catalogs, good ones and bad ones. */
final class TestCatalog {
  private final TestJar jar = new TestJar();
  private final String name;
  private final Instant issued;
  private final List<String> offers = new ArrayList<>();
  private final List<String> revoked = new ArrayList<>();

  TestCatalog(String name, Instant issued) {
    this.name = name;
    this.issued = issued;
    jar.header("Custode-Catalog", name);
  }

  /** With its jar inside. */
  TestCatalog holds(String plugin, String version, String platform, byte[] bytes) {
    var path = "jars/" + plugin + "-" + version + ".jar";
    jar.entry(path, bytes);
    return offers(plugin, version, platform, bytes, "\"jar\":\"" + path + "\"");
  }

  TestCatalog names(String plugin, String version, String url, byte[] bytes) {
    return offers(plugin, version, "[1.0.0,2.0.0)", bytes, "\"url\":\"" + url + "\"");
  }

  /** Holds another publisher's. */
  TestCatalog holds(String plugin, String version, Publisher by, byte[] bytes) {
    var path = "jars/" + plugin + "-" + version + ".jar";
    jar.entry(path, bytes);
    return offers(
        plugin,
        version,
        "[1.0.0,2.0.0)",
        bytes,
        "\"jar\":\""
            + path
            + "\",\"publisher\":\""
            + Fingerprint.of(by.certificate().getPublicKey().getEncoded())
            + "\"");
  }

  private TestCatalog offers(
      String plugin, String version, String platform, byte[] bytes, String where) {
    return offer(
        """
        {"id":"%s","version":"%s","name":"Acme %s","platform":"%s","size":%d,"sha256":"%s",
         "notes":{"en":"What is new in %s","it":"Che cosa porta %s"},%s}
        """
            .formatted(
                plugin,
                version,
                plugin,
                platform,
                bytes.length,
                Fingerprint.of(bytes),
                version,
                version,
                where));
  }

  TestCatalog offer(String json) {
    offers.add(json);
    return this;
  }

  /**
   * @param kind {@code key} or {@code jar}
   */
  TestCatalog revokes(String kind, String sha256, String reason) {
    revoked.add("{\"%s\":\"%s\",\"reason\":\"%s\"}".formatted(kind, sha256, reason));
    return this;
  }

  TestCatalog entry(String path, byte[] content) {
    jar.entry(path, content);
    return this;
  }

  String index() {
    var more = revoked.isEmpty() ? "" : ",\"revoked\":[" + String.join(",", revoked) + "]";
    return "{\"catalog\":\"%s\",\"issued\":\"%s\",\"plugins\":[%s]%s}"
        .formatted(name, issued, String.join(",", offers), more);
  }

  byte[] bytes() {
    return bytes(index());
  }

  byte[] bytes(String index) {
    return jar.entry("catalog.json", index).bytes();
  }
}
