// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import io.custode.api.error.Invalid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Asks for what must not stand in a line, where it would be shown and remembered. */
@FunctionalInterface
interface Prompt {
  /** Most bytes of an answer. */
  int MOST = 64 * 1024;

  /**
   * @param what named so
   * @return what was given, unseen; empty if nothing was
   */
  String ask(String what) throws IOException;

  /** Where nobody can be asked: all that comes in, without the line's end that an echo adds. */
  static Prompt piped(InputStream in) {
    return what -> {
      byte[] given = in.readNBytes(MOST + 1);
      if (given.length > MOST) {
        throw Invalid.field(what, "must be at most " + MOST + " bytes");
      }
      var text = new String(given, StandardCharsets.UTF_8);
      return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    };
  }
}
