// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.api.error.Invalid;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads a template before Mustache does, because it has to say where something is wrong, and
 * because Mustache would reach files by partials and methods by dotted names.
 */
final class TemplateCheck {
  /** What a template can name. */
  static final Set<String> NAMES =
      Set.of(
          "title",
          "detail",
          "tenant",
          "at",
          "link",
          "kind",
          "resolved",
          "info",
          "warning",
          "critical");

  private static final Pattern TAG =
      Pattern.compile("\\{\\{\\{(.*?)\\}\\}\\}|\\{\\{(.*?)\\}\\}", Pattern.DOTALL);
  private static final int DEPTH = 10;

  private record Open(String name, int at) {}

  private final String field;
  private final String template;
  private final Deque<Open> sections = new ArrayDeque<>();

  private TemplateCheck(String field, String template) {
    this.field = field;
    this.template = template;
  }

  /**
   * @throws Invalid with line and column of the first thing that is wrong
   */
  static void check(String field, String template) {
    new TemplateCheck(field, template).run();
  }

  private void run() {
    var tags = TAG.matcher(template);
    int read = 0;
    while (tags.find()) {
      plain(read, tags.start());
      read = tags.end();
      if (tags.group(1) == null) {
        tag(tags.group(2).strip(), tags.start());
      } else {
        value(tags.group(1).strip(), tags.start());
      }
    }
    plain(read, template.length());
    if (!sections.isEmpty()) {
      var open = sections.pop();
      throw wrong(open.at(), "{{#" + open.name() + "}} is never closed");
    }
  }

  /** Between tags nothing may look like the half of one. */
  private void plain(int from, int to) {
    int half = template.substring(from, to).indexOf("{{");
    if (half >= 0) {
      throw wrong(from + half, "{{ has no }} behind it");
    }
  }

  private void tag(String inner, int at) {
    char sign = inner.isEmpty() ? ' ' : inner.charAt(0);
    var name = inner.isEmpty() ? "" : inner.substring(1).strip();
    switch (sign) {
      case '!' -> {}
      case '#', '^' -> open(name, at);
      case '/' -> close(name, at);
      case '&' -> value(name, at);
      case '>', '<', '=', '$', '%' ->
          throw wrong(at, "{{" + sign + " is not allowed: there are values and sections only");
      default -> value(inner, at);
    }
  }

  private void open(String name, int at) {
    value(name, at);
    if (sections.size() == DEPTH) {
      throw wrong(at, "sections are more than " + DEPTH + " deep");
    }
    sections.push(new Open(name, at));
  }

  private void close(String name, int at) {
    var open = sections.poll();
    if (open == null || !open.name().equals(name)) {
      throw wrong(
          at,
          open == null
              ? "{{/" + name + "}} closes nothing"
              : "{{/" + name + "}} stands where {{/" + open.name() + "}} must");
    }
  }

  private void value(String name, int at) {
    if (!NAMES.contains(name)) {
      throw wrong(
          at,
          "there is no value " + name + "; there are " + String.join(", ", new TreeSet<>(NAMES)));
    }
  }

  private Invalid wrong(int at, String why) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < at; i++) {
      column++;
      if (template.charAt(i) == '\n') {
        line++;
        column = 1;
      }
    }
    return Invalid.field(field, "line " + line + ", column " + column + ": " + why);
  }
}
