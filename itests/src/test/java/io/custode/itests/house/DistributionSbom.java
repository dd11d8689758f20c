// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.house;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Bill of materials of the distribution in CycloneDX 1.5 JSON: what it really holds, jars in jars
 * too.
 */
final class DistributionSbom {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DistributionSbom() {}

  static void write(List<Part> parts, Path file) throws IOException {
    var sbom =
        JSON.createObjectNode()
            .put("bomFormat", "CycloneDX")
            .put("specVersion", "1.5")
            .put("version", 1);
    var components = sbom.putArray("components");
    parts.forEach(part -> components.add(component(part)));
    Files.createDirectories(file.getParent());
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), sbom);
  }

  private static ObjectNode component(Part part) {
    var node = JSON.createObjectNode().put("type", "library").put("name", part.name());
    node.put("version", part.version());
    node.putArray("hashes").addObject().put("alg", "SHA-256").put("content", part.sha256());
    var licences = node.putArray("licenses");
    part.stated()
        .forEach(
            stated -> {
              var id = Licences.spdx(stated);
              var key = Licences.ACCEPTED.contains(id) ? "id" : "name";
              licences.addObject().putObject("license").put(key, id);
            });
    if (!part.inside().isEmpty()) {
      var inside = node.putArray("components");
      part.inside().forEach(inner -> inside.add(component(inner)));
    }
    return node;
  }
}
