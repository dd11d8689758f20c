// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A database URL, its password taken out: the URL shows in properties and logs, the password goes
 * into one configuration file only.
 */
record Database(String url, String password) {
  static Database parse(String text, Path home) {
    if (text.isEmpty()) {
      return new Database("jdbc:derby:" + home.resolve("data/db"), "");
    }
    if (!text.startsWith("jdbc:postgresql:") && !text.startsWith("jdbc:derby:")) {
      throw new Refused(
          "This is no database that Custode knows: give --database"
              + " jdbc:postgresql://host/name?user=... or jdbc:derby:/path.");
    }
    int mark = text.indexOf('?');
    if (mark < 0) {
      return new Database(text, "");
    }
    String password = "";
    List<String> kept = new ArrayList<>();
    for (String pair : text.substring(mark + 1).split("&")) {
      if (pair.startsWith("password=")) {
        password = URLDecoder.decode(pair.substring(9), StandardCharsets.UTF_8);
      } else if (!pair.isEmpty()) {
        kept.add(pair);
      }
    }
    String base = text.substring(0, mark);
    return new Database(kept.isEmpty() ? base : base + "?" + String.join("&", kept), password);
  }

  @Override
  public String toString() {
    return "Database[" + url + "]";
  }
}
