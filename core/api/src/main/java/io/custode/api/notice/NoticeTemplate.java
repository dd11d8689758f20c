// SPDX-License-Identifier: Apache-2.0
package io.custode.api.notice;

/**
 * The words of notices in a language.
 *
 * @param kind of which they are; {@value #ALL} of those that have none of their own
 * @param language {@code en} or {@code it}
 * @param subject Mustache that gives one line
 * @param text Mustache that gives the whole of it
 * @param builtIn whether these are the platform's own words
 */
public record NoticeTemplate(
    String kind, String language, String subject, String text, boolean builtIn) {
  /** In place of a kind: all kinds. */
  public static final String ALL = "all";
}
