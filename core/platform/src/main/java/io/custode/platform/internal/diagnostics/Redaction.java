// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.diagnostics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text, in two ways: what is named as one, and what is known to be one
 * wherever it stands.
 */
final class Redaction {
  private static final String GONE = "***";
  private static final int SHORTEST = 6;
  private static final String NAMES =
      "pass(?:word|phrase|wd)?|secret|token|credential|authorization|cookie|api[-_]?key|private[-_]?key";

  private static final Pattern SETTING =
      Pattern.compile("(?im)^(\\s*[\\w.-]*(?:" + NAMES + ")[\\w.-]*\\s*[=:]\\s*)(\\S.*)$");
  private static final List<Pattern> WITHIN =
      List.of(
          // name=value in URLs and messages, name: value in headers, "name":"value" in JSON, and in
          // JSON in JSON
          Pattern.compile(
              "(?i)((?:"
                  + NAMES
                  + ")\\\\?\"?\\s*[=:]\\s*\\\\?\"?(?:(?:Basic|Bearer)\\s+)?)([^\\s\"'&;,}\\]]+)"),
          Pattern.compile("(?i)((?:Basic|Bearer)\\s+)([A-Za-z0-9._~+/=-]{8,})"),
          Pattern.compile("(://[^/\\s:@]*:)([^/\\s@]+)(?=@)"),
          Pattern.compile("()(cst1\\.[A-Za-z0-9_.-]+)"));

  private final List<String> known;

  /**
   * @param known texts that must not stand anywhere; too short ones would hit innocent words
   */
  Redaction(Collection<String> known) {
    var longest = new ArrayList<>(known);
    // as a log in JSON has them
    known.forEach(text -> longest.add(text.replace("\\", "\\\\").replace("\"", "\\\"")));
    longest.removeIf(text -> text.length() < SHORTEST);
    longest.sort(Comparator.comparingInt(String::length).reversed());
    this.known = longest;
  }

  String of(String text) {
    var clean = text;
    for (var secret : known) {
      clean = clean.replace(secret, GONE);
    }
    clean = SETTING.matcher(clean).replaceAll("$1" + GONE);
    for (var pattern : WITHIN) {
      clean = pattern.matcher(clean).replaceAll("$1" + GONE);
    }
    return clean;
  }

  /** Values of settings that are named as secrets, for they may stand elsewhere too. */
  static List<String> secretsIn(String settings) {
    return SETTING.matcher(settings).results().map(found -> found.group(2).strip()).toList();
  }
}
