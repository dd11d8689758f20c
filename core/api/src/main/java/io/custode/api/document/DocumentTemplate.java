// SPDX-License-Identifier: Apache-2.0
package io.custode.api.document;

import io.custode.api.error.Invalid;

/**
 * HTML with places to fill. A tenant may write it: it reaches no file, no address and no code.
 *
 * @param title name of the document, as readers show it; 200 characters at most
 * @param language of its text, {@code it} or {@code en-GB}, for readers that speak it
 * @param html XHTML 1 or HTML 5 with CSS 2.1 in {@code <style>}, {@code @page} and the like
 *     included; {@code {{name}}}, {@code {{#list}}...{{/list}}} and {@code {{^none}}...{{/none}}}
 *     as in Mustache. The font is {@code Inter}, plain and bold. Images are {@code data:} addresses
 */
public record DocumentTemplate(String title, String language, String html) {
  /** Most characters, of the template and of the filled one. */
  public static final int LONGEST = 1_000_000;

  public DocumentTemplate {
    if (title.isBlank() || title.length() > 200) {
      throw Invalid.field("title", "must have 1 to 200 characters");
    }
    if (!language.matches("[a-z]{2,3}(-[A-Z]{2})?")) {
      throw Invalid.field("language", "must be like it or en-GB");
    }
    if (html.isBlank() || html.length() > LONGEST) {
      throw Invalid.field("html", "must have 1 to " + LONGEST + " characters");
    }
  }
}
