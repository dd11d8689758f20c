// SPDX-License-Identifier: Apache-2.0
package io.custode.api.error;

import java.util.List;

/** The input breaks a rule; nothing was changed. Lists every broken field, not just the first. */
public final class Invalid extends Problem {
  private static final long serialVersionUID = 1;

  /**
   * One broken field.
   *
   * @param field its path, {@code site.name}
   * @param rule what it must be, without repeating the value
   */
  public record Violation(String field, String rule) implements java.io.Serializable {}

  private final List<Violation> violations;

  public Invalid(List<Violation> violations) {
    super(
        Kind.INVALID,
        "invalid",
        sentence(violations),
        "Correct the named fields and send it again.");
    this.violations = List.copyOf(violations);
  }

  public static Invalid field(String field, String rule) {
    return new Invalid(List.of(new Violation(field, rule)));
  }

  public List<Violation> violations() {
    return violations;
  }

  private static String sentence(List<Violation> violations) {
    var text = new StringBuilder("Nothing was changed:");
    violations.forEach(
        v -> text.append(' ').append(v.field()).append(' ').append(v.rule()).append(';'));
    text.setCharAt(text.length() - 1, '.');
    return text.toString();
  }
}
