// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rule;

import io.custode.api.id.Uuid7;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** How this process is called among others that share its database. */
public final class NodeName {
  private static final int LONGEST = 60;

  private NodeName() {}

  /**
   * @return the host's name for people, and what tells two nodes on it apart, also from the one
   *     that ran there before; another one at each call, 75 characters at most
   */
  public static String unique() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "node"; // a host without a name of its own still is a node
    }
    return (host.length() > LONGEST ? host.substring(0, LONGEST) : host)
        + "/"
        + Uuid7.next().substring(24);
  }
}
