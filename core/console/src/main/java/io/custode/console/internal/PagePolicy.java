// SPDX-License-Identifier: Apache-2.0
package io.custode.console.internal;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the page may load and run: files of this server, and the inline scripts and the import map
 * that the page was built with, each named by its hash. Nothing is framed, nothing comes from
 * elsewhere.
 */
final class PagePolicy {
  private static final Pattern INLINE =
      Pattern.compile("<script(?: type=\"importmap\")?>(.*?)</script>", Pattern.DOTALL);

  /** What the worker beside the page may do: it is a script of its own, and loads none. */
  static final String OF_WORKER = "default-src 'none'; connect-src 'self'";

  private PagePolicy() {}

  /**
   * @return the value of {@code Content-Security-Policy} for that page
   */
  static String of(ConsoleFile page) {
    var hashes =
        INLINE
            .matcher(new String(page.content(), StandardCharsets.UTF_8))
            .results()
            .map(script -> script.group(1).getBytes(StandardCharsets.UTF_8))
            .map(script -> " 'sha256-" + ConsoleFile.sha256(script) + "'")
            .collect(Collectors.joining());
    return "default-src 'none'; script-src 'self'"
        + hashes
        + "; style-src-elem 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:;"
        + " font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self';"
        + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  }
}
