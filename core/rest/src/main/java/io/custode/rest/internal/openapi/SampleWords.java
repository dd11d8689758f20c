// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.openapi;

import java.util.Locale;
import java.util.Map;

/** What examples say, by the name of the component: addresses are those kept for documents. */
final class SampleWords {
  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("name", "Rossi S.p.A."),
          Map.entry("title", "The disk is almost full"),
          Map.entry("description", "What it is for"),
          Map.entry("reason", "Planned work"),
          Map.entry("email", "anna@example.com"),
          Map.entry("mailto", "anna@example.com"),
          Map.entry("phone", "+39 02 5550100"),
          Map.entry("user", "anna"),
          Map.entry("actor", "anna"),
          Map.entry("password", "a long enough word"),
          Map.entry("code", "123456"),
          Map.entry("role", "technician"),
          Map.entry("roles", "technician"),
          Map.entry("permission", "core.asset.read"),
          Map.entry("permissions", "core.asset.read"),
          Map.entry("verb", "run-script"),
          Map.entry("kind", "core.agent-offline"),
          Map.entry("key", "agent-offline"),
          Map.entry("version", "1.2.0"),
          Map.entry("sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
          Map.entry("url", "https://www.example.com/"),
          Map.entry("source", "https://www.example.com/backup-1.2.0.jar"),
          Map.entry("address", "192.0.2.10"),
          Map.entry("addresses", "192.0.2.10"),
          Map.entry("networks", "192.0.2.0/24"),
          Map.entry("macs", "00:00:5e:00:53:01"),
          Map.entry("where", "[{\"field\":\"OS\",\"operator\":\"CONTAINS\",\"value\":\"debian\"}]"),
          Map.entry("hostname", "pc-7"),
          Map.entry("serial", "5CG1234ABC"),
          Map.entry("os", "Debian GNU/Linux 12"),
          Map.entry("plugin", "backup"),
          Map.entry("language", "en"),
          Map.entry("locale", "en"),
          Map.entry("cron", "0 0 2 * * ?"),
          Map.entry("zone", "Europe/Rome"),
          Map.entry("country", "IT"),
          Map.entry("region", "32"),
          Map.entry("contenttype", "text/plain"),
          Map.entry("about", "asset/" + id("AssetId")),
          Map.entry("target", "asset/" + id("AssetId")));

  private static final Map<String, Integer> NUMBERS =
      Map.of("days", 30, "limit", 50, "revision", 3, "cpus", 4, "port", 8443, "week", 1);

  private SampleWords() {}

  static String text(String name) {
    var known = TEXTS.get(name.toLowerCase(Locale.ROOT));
    if (known != null) {
      return known;
    }
    return name.equals("id") ? id("") : "text";
  }

  /** What ends comes after what begins. */
  static boolean isLater(String name) {
    return name.matches("(?i)(to|until|ends.*|expires.*|next.*|due.*)");
  }

  static String instant(String name) {
    return isLater(name) ? "2026-12-31T18:00:00Z" : "2026-01-31T09:30:00Z";
  }

  static int number(String name) {
    return name.endsWith("Bytes") || name.equals("size")
        ? 1_048_576
        : NUMBERS.getOrDefault(name, 1);
  }

  /**
   * @param type its simple name; each has another, and always the same one
   */
  static String id(String type) {
    return "01890000-0000-7000-8000-%012x".formatted(type.hashCode() & 0xffffffffL);
  }
}
