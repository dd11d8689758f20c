// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The only way out of some networks: an HTTP proxy that connects to what it is asked for (CONNECT,
 * RFC 9110), maybe for those only who sign in (Basic, RFC 7617).
 *
 * @param authorization value of the header, or null
 */
public record HttpProxy(String host, int port, @Nullable String authorization) {
  /**
   * @param text {@code http://host:port} or {@code http://user:password@host:port}, in which what
   *     is special in URLs is written as {@code %40} and the like
   * @throws IllegalArgumentException saying what is wrong, without the text: it may hold a password
   */
  public static HttpProxy parse(String text) {
    URI uri;
    try {
      uri = URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw wrong();
    }
    var path = uri.getRawPath();
    if (!"http".equals(uri.getScheme())
        || uri.getHost() == null
        || uri.getRawQuery() != null
        || !(path == null || path.isEmpty() || path.equals("/"))) {
      throw wrong();
    }
    var user = uri.getRawUserInfo();
    int port = uri.getPort() < 0 ? 3128 : uri.getPort();
    return new HttpProxy(uri.getHost(), port, user == null ? null : basic(user));
  }

  private static String basic(String user) {
    int colon = user.indexOf(':');
    if (colon < 0) {
      throw wrong();
    }
    // a plus sign is a plus sign here
    var plain = URLDecoder.decode(user.replace("+", "%2B"), UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(plain.getBytes(UTF_8));
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "The proxy is named as http://host:port or http://user:password@host:port");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return host + ':' + port;
  }
}
