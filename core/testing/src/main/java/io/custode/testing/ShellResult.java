// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import com.fasterxml.jackson.databind.JsonNode;

/** What a program said and how it ended. */
public record ShellResult(int exit, String out, String err) {
  /**
   * @return stdout as JSON
   * @throws AssertionError if the exit status is not 0 or stdout is no JSON
   */
  public JsonNode json() {
    ok();
    return new Response(200, out, Response.NO_HEADERS).json();
  }

  /**
   * @return itself
   * @throws AssertionError if the exit status is not 0
   */
  public ShellResult ok() {
    if (exit != 0) {
      throw new AssertionError("Exit status " + exit + ": " + err + out);
    }
    return this;
  }
}
