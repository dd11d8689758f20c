// SPDX-License-Identifier: Apache-2.0
package io.custode.api.error;

/**
 * A refusal that a caller can act on. The message says what happened and what is safe; {@link
 * #todo()} says what to do. Neither ever holds a secret. Anything that is not a Problem is our
 * fault and shows as one with a correlation id only.
 */
public class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kind of refusal; REST maps each to one status. */
  public enum Kind {
    /** The input is wrong (400). */
    INVALID,
    /** Nobody is signed in (401). */
    SIGNED_OUT,
    /** Somebody is, but may not (403). */
    FORBIDDEN,
    /** No such thing, or not one that the caller sees (404). */
    NOT_FOUND,
    /** The thing is in another state than the caller believed (409). */
    CONFLICT,
    /** Larger than we take (413). */
    TOO_LARGE,
    /** Too often (429). */
    TOO_MANY,
    /** Not now; nothing was changed (503). */
    UNAVAILABLE
  }

  private final Kind kind;
  private final String name;
  private final String todo;

  /**
   * @param kind what kind of refusal
   * @param name kebab-case name; REST shows {@code urn:custode:problem:<name>}
   * @param what one sentence: what happened, what is safe
   * @param todo one sentence: what to do
   */
  public Problem(Kind kind, String name, String what, String todo) {
    super(what);
    this.kind = kind;
    this.name = name;
    this.todo = todo;
  }

  public Kind kind() {
    return kind;
  }

  public String name() {
    return name;
  }

  /**
   * @return what to do now, one sentence
   */
  public String todo() {
    return todo;
  }

  /**
   * @return what happened, one sentence
   */
  public String what() {
    return String.valueOf(getMessage());
  }
}
