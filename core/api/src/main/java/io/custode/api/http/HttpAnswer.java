// SPDX-License-Identifier: Apache-2.0
package io.custode.api.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a host answered.
 *
 * @param status of HTTP, 200 to 599
 * @param headers by name in lower case
 * @param body at most 8 MiB; not to be changed
 */
public record HttpAnswer(int status, Map<String, List<String>> headers, byte[] body) {
  public HttpAnswer {
    headers = Map.copyOf(headers);
  }

  /**
   * @return whether it is 200 to 299
   */
  public boolean ok() {
    return status >= 200 && status < 300;
  }

  /**
   * @param name in any case
   * @return its first value
   */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /**
   * @return the body as UTF-8
   */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "HttpAnswer[" + status + ", " + body.length + " bytes]";
  }
}
