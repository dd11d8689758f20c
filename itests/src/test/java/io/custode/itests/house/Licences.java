// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.house;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Which licences we ship, and the parts that docs/licences.md says more about. */
final class Licences {
  /** What we take without a word, by SPDX id. */
  static final Set<String> ACCEPTED =
      Set.of(
          "Apache-2.0",
          "BlueOak-1.0.0",
          "MIT",
          "MIT-0",
          "ISC",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "EPL-1.0",
          "EPL-2.0",
          "CC0-1.0",
          "MPL-2.0",
          "OFL-1.1");

  /** What we take only where docs/licences.md says why. */
  static final Set<String> EXPLAINED = Set.of("CDDL-1.1", "LGPL-2.1");

  private static final Map<String, Pattern> NAMES = names();
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([^`]+)` \\| ([^|]+?) \\| ([^|]+?) \\|$");

  private final Map<String, String> exceptions = new TreeMap<>();

  /**
   * @param page text of docs/licences.md
   */
  Licences(String page) {
    var rows = ROW.matcher(page);
    while (rows.find()) {
      exceptions.put(rows.group(1), rows.group(2));
    }
  }

  Map<String, String> exceptions() {
    return exceptions;
  }

  /**
   * @param part name of a jar or package without its version; ours are under our licence
   * @param stated all licences that it states; none if it is silent
   * @return why it cannot be shipped, or empty
   */
  Optional<String> fault(String part, List<String> stated) {
    if (exceptions.containsKey(part) || part.startsWith("custode-")) {
      return Optional.empty();
    }
    if (stated.isEmpty()) {
      return Optional.of(part + " does not state its licence; look it up for docs/licences.md");
    }
    return stated.stream()
        .filter(s -> !ACCEPTED.contains(spdx(s)))
        .findFirst()
        .map(s -> part + " is under " + s + "; explain it in docs/licences.md or leave it out");
  }

  /**
   * @return the SPDX id of what a licence is called, or the name itself if it is none we know
   */
  static String spdx(String name) {
    return NAMES.entrySet().stream()
        .filter(known -> known.getValue().matcher(name).find())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(name);
  }

  /** The first that fits counts: the GPL family comes first since its names hold others. */
  private static Map<String, Pattern> names() {
    var names = new LinkedHashMap<String, Pattern>();
    names.put("GPL", Pattern.compile("(?i)[al]?gpl|gnu |classpath"));
    names.put("CDDL", Pattern.compile("(?i)cddl|common development"));
    names.put(
        "Apache-2.0",
        Pattern.compile(
            "(?i)apache[ -]?(software |public )?(license)?[, -]*(v|version)? ?2|LICENSE-2\\.0"));
    names.put("EPL-1.0", Pattern.compile("(?i)epl[- ]v?1|eclipse public license.*1\\.0"));
    names.put("EPL-2.0", Pattern.compile("(?i)epl[- ]v?2|eclipse public license.*2\\.0"));
    names.put(
        "BSD-3-Clause",
        Pattern.compile("(?i)bsd[ -]3|new bsd|eclipse distribution license|edl-v?1|3-clause bsd"));
    names.put(
        "BSD-2-Clause",
        Pattern.compile("(?i)bsd[ -]2|^bsd$|bsd licen[cs]e|bsd-licen[cs]e|postgresql"));
    names.put("MIT-0", Pattern.compile("MIT-0"));
    names.put("MIT", Pattern.compile("(?i)\\bmit\\b|bouncy castle"));
    names.put("CC0-1.0", Pattern.compile("(?i)cc0"));
    names.put("MPL-2.0", Pattern.compile("(?i)mpl[- ]2|mozilla public license.*2"));
    return names;
  }
}
