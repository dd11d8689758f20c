// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import io.custode.api.error.Invalid;
import io.custode.core.access.Network;
import io.custode.rest.internal.Limits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who asked: the peer, or, if that is a reverse proxy that is trusted, whom it names. Anybody can
 * send such a header, so it is read from the right, where the nearest proxy wrote, and only as far
 * as trusted proxies reach. One header only, since proxies pass on the one that they do not know.
 */
@Component(service = ClientAddress.class)
public final class ClientAddress {
  private static final Logger LOG = LoggerFactory.getLogger(ClientAddress.class);
  private static final int MOST = 20;
  // RFC 7239: for=192.0.2.60, for="[2001:db8::1]:4711"
  private static final Pattern FOR =
      Pattern.compile("(?i)(?:^|;)\\s*for\\s*=\\s*\"?([^\";]+)\"?\\s*(?=;|$)");

  private final Limits limits;
  private volatile String told = "";

  @Activate
  public ClientAddress(@Reference Limits limits) {
    this.limits = limits;
  }

  String of(HttpServletRequest request) {
    var peer = String.valueOf(request.getRemoteAddr());
    var config = limits.now();
    if (config.trustedProxies().isBlank()) {
      return peer;
    }
    var trusted = networks(config.trustedProxies());
    if (!holds(trusted, peer)) {
      return peer;
    }
    var header = config.proxyHeader().strip();
    var said = new ArrayList<String>();
    for (var line : Collections.list(request.getHeaders(header))) {
      said.addAll(Arrays.asList(line.split(",")));
    }
    var nearest = peer;
    for (int i = said.size() - 1; i >= Math.max(0, said.size() - MOST); i--) {
      var next = address(header, said.get(i).strip());
      if (next.isEmpty()) {
        return nearest; // hidden, or nonsense: the proxy that said so is all that is known
      }
      nearest = next;
      if (!holds(trusted, next)) {
        return next;
      }
    }
    return nearest;
  }

  /**
   * @return an address, or empty if it is none
   */
  private static String address(String header, String said) {
    var text = said;
    if (header.equalsIgnoreCase("Forwarded")) {
      var named = FOR.matcher(said);
      text = named.find() ? named.group(1).strip() : "";
    }
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      text = end < 0 ? "" : text.substring(1, end);
    } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
      text = text.substring(0, text.indexOf(':'));
    }
    try {
      return new Network(text).text().indexOf('/') < 0 ? text : "";
    } catch (Invalid e) {
      return "";
    }
  }

  private List<Network> networks(String text) {
    try {
      return Arrays.stream(text.split(",")).map(String::strip).map(Network::new).toList();
    } catch (Invalid e) {
      if (!told.equals(text)) {
        told = text;
        LOG.error(
            "trustedProxies '{}' must be networks or addresses by comma: no proxy is trusted",
            text);
      }
      return List.of();
    }
  }

  private static boolean holds(List<Network> networks, String address) {
    return networks.stream().anyMatch(network -> network.holds(address));
  }
}
