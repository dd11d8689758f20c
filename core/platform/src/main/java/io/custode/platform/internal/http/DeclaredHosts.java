// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.http;

import io.custode.api.error.Invalid;
import io.custode.api.error.Problem;
import io.custode.api.error.Unavailable;
import io.custode.core.capability.Capabilities;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Whom a plugin may call.
 *
 * @param developer whether this machine may be called, without TLS too
 */
record DeclaredHosts(Capabilities declared, boolean developer) {
  private static final int HTTPS = 443;

  /**
   * Looks at each address that the host has now.
   *
   * @throws Problem if it may not be called
   * @throws Unavailable if it has no address
   */
  void require(URI uri) {
    var host = uri.getHost().toLowerCase(Locale.ROOT);
    var named = uri.getPort() < 0 || uri.getPort() == HTTPS ? host : host + ":" + uri.getPort();
    if (!isDeclared(named)) {
      throw Capabilities.needed("call " + named, "host:" + named);
    }
    var addresses = addresses(uri, host);
    boolean here = addresses.stream().anyMatch(InsideAddress::isHere);
    boolean mine = developer && addresses.stream().allMatch(InetAddress::isLoopbackAddress);
    if (here && !mine) {
      throw new Problem(
          Problem.Kind.FORBIDDEN,
          "host-is-here",
          host + " is this machine or on its link, which no plugin may call; nothing was sent.",
          "Use the services of the API; on your own machine start the platform with --developer.");
    }
    if (!"https".equals(uri.getScheme()) && !(mine && "http".equals(uri.getScheme()))) {
      throw Invalid.field("uri", "must be https://host/path");
    }
    if (!here
        && addresses.stream().anyMatch(InsideAddress::is)
        && !declared.allows("network", "private")) {
      throw Capabilities.needed(
          "call " + host + ", which is in a private network", "network:private");
    }
  }

  /** By its name, or by a star in the place of what stands before its first dot. */
  private boolean isDeclared(String host) {
    int dot = host.indexOf('.');
    return declared.allows("host", host)
        || (dot > 0 && declared.allows("host", "*" + host.substring(dot)));
  }

  /** Behind a proxy it may be that only the proxy knows. */
  private static List<InetAddress> addresses(URI uri, String host) {
    try {
      return Arrays.asList(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      var selector = ProxySelector.getDefault();
      if (selector != null
          && selector.select(uri).stream().anyMatch(one -> one.type() != Proxy.Type.DIRECT)) {
        return List.of();
      }
      throw new Unavailable(host + " has no address; nothing was sent.", Duration.ofMinutes(1));
    }
  }
}
