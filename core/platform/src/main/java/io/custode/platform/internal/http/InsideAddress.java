// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.http;

import io.custode.core.access.Network;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** What is not on the public Internet. */
public final class InsideAddress {
  /** RFC 6890 and its kind, besides what Java knows. */
  private static final List<Network> SPECIAL =
      Stream.of(
              "0.0.0.0/8",
              "100.64.0.0/10",
              "192.0.0.0/24",
              "198.18.0.0/15",
              "240.0.0.0/4",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "2002::/16",
              "2001::/32",
              "fc00::/7")
          .map(Network::new)
          .toList();

  private InsideAddress() {}

  /**
   * @return whether it is in a private network, on this machine or its link, or special
   */
  public static boolean is(InetAddress address) {
    return isHere(address)
        || address.isSiteLocalAddress()
        || SPECIAL.stream().anyMatch(n -> n.holds(address.getHostAddress()));
  }

  /**
   * @return whether it is this machine, or reachable on its link only
   */
  static boolean isHere(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress();
  }
}
