// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.link;

import io.custode.agent.internal.identity.Identity;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Where MQTT is spoken: at the broker's port, or at the agents' port, which hands on to the broker
 * what names MQTT in its handshake. So one port is enough.
 *
 * @param host of the broker, whose certificate is shown in either case
 * @param at where to connect to
 */
record Way(String host, InetSocketAddress at, boolean onePort) {
  /**
   * @param onePort whether to try the agents' port; behind a proxy it is tried in any case
   */
  static Way of(Identity identity, boolean onePort) {
    var broker = URI.create(identity.mqtt());
    boolean one = onePort || identity.proxy() != null;
    var to = one ? identity.server() : broker;
    int port = to.getPort() < 0 ? 443 : to.getPort();
    var at =
        identity.proxy() == null
            ? new InetSocketAddress(to.getHost(), port)
            : InetSocketAddress.createUnresolved(to.getHost(), port);
    return new Way(broker.getHost(), at, one);
  }

  @Override
  public String toString() {
    return at.getHostString() + ':' + at.getPort() + (onePort ? " (MQTT)" : "");
  }
}
