// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The directory of one installation. Settings that were given at start are in {@code settings}, one
 * {@code name=value} a line, readable by its owner only: a database URL may hold a password.
 */
record Home(Path dir, Map<String, String> settings) {
  Home {
    settings = Map.copyOf(settings);
  }

  static Home open(Path dir) throws IOException {
    var settings = new LinkedHashMap<String, String>();
    Path file = dir.resolve("settings");
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        int sign = line.indexOf('=');
        if (sign > 0) {
          settings.put(line.substring(0, sign).strip(), line.substring(sign + 1).strip());
        }
      }
    }
    return new Home(dir.toAbsolutePath().normalize(), settings);
  }

  /** Port of the web; the agents' port, MQTT and SSH follow it unless it is the usual one. */
  Ports ports() {
    String text = settings.getOrDefault("port", "");
    if (text.isEmpty()) {
      return new Ports(8443, 8444, 8883, 8101);
    }
    int first = Integer.parseInt(text);
    return new Ports(first, first + 1, first + 2, first + 3);
  }

  Database database() {
    return Database.parse(settings.getOrDefault("database", ""), dir);
  }

  /** An external broker's URL, empty for the embedded one. */
  String broker() {
    return settings.getOrDefault("broker", "");
  }

  /** How this node is called among others, empty for the host's name. */
  String node() {
    return settings.getOrDefault("node", "");
  }

  Path data() {
    return dir.resolve("data");
  }

  Path keys() {
    return dir.resolve("keys");
  }

  /** Ports of one installation. */
  record Ports(int web, int agent, int mqtt, int ssh) {}
}
