// SPDX-License-Identifier: Apache-2.0
package io.custode.broker.internal;

import io.custode.gateway.link.LinkPeer;
import java.util.regex.Pattern;

/**
 * Who may use which topic. The broker turns the levels of a topic into an address: {@code a/b} is
 * {@code a.b}, {@code +} is {@code *}, and a dot within a level is escaped, so it cannot pass for a
 * border. Whatever is not allowed here is refused.
 */
final class TopicRules {
  private static final String OURS = "custode.";
  private static final String AGENTS = "custode.v1.a.";
  private static final Pattern KIND = Pattern.compile("[a-z]{1,20}");

  private TopicRules() {}

  /** What is done to an address. */
  enum Use {
    PUBLISH,
    SUBSCRIBE,
    /** The broker makes or removes the address itself, for one of the others. */
    ADDRESS
  }

  static boolean allows(LinkPeer peer, Use use, String addressAndQueue) {
    int queue = addressAndQueue.indexOf("::");
    var address = queue < 0 ? addressAndQueue : addressAndQueue.substring(0, queue);
    if (peer.node()) {
      return address.startsWith(OURS);
    }
    return switch (use) {
      case PUBLISH -> isOwn(peer, "up", address, false);
      case SUBSCRIBE -> isOwn(peer, "down", address, true);
      case ADDRESS -> isOwn(peer, "up", address, false) || isOwn(peer, "down", address, true);
    };
  }

  /** Few forms only, so that nobody fills the memory with topics of his own invention. */
  private static boolean isOwn(LinkPeer peer, String way, String address, boolean wildcard) {
    var own = AGENTS + peer.name() + "." + way + ".";
    if (!address.startsWith(own)) {
      return false;
    }
    var kind = address.substring(own.length());
    return KIND.matcher(kind).matches() || (wildcard && (kind.equals("#") || kind.equals("*")));
  }
}
