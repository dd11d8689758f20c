// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;

/**
 * A socket that reaches its peer by a proxy. The proxy looks the name up, since inside such a
 * network nobody else can; what goes through it is TLS from end to end.
 */
final class Tunnel extends Socket {
  private static final int LONGEST_ANSWER = 16 * 1024;
  private final HttpProxy proxy;

  Tunnel(HttpProxy proxy) {
    this.proxy = proxy;
  }

  @Override
  public void connect(SocketAddress peer) throws IOException {
    connect(peer, 0);
  }

  /**
   * @throws IOException saying what the proxy answered, if it does not connect
   */
  @Override
  public void connect(SocketAddress peer, int millis) throws IOException {
    var wanted = (InetSocketAddress) peer;
    super.connect(new InetSocketAddress(proxy.host(), proxy.port()), millis);
    int before = getSoTimeout();
    setSoTimeout(millis);
    ask(wanted.getHostString(), wanted.getPort());
    int status = status(answer());
    if (status / 100 != 2) {
      close();
      throw new IOException(
          status == 407
              ? "The proxy " + proxy + " does not know this machine's user and password (407)"
              : "The proxy " + proxy + " does not connect to " + peer + " (" + status + ")");
    }
    setSoTimeout(before);
  }

  private void ask(String host, int port) throws IOException {
    var name = host.indexOf(':') < 0 ? host : '[' + host + ']';
    var request = new StringBuilder();
    request.append("CONNECT ").append(name).append(':').append(port).append(" HTTP/1.1\r\n");
    request.append("Host: ").append(name).append(':').append(port).append("\r\n");
    var authorization = proxy.authorization();
    if (authorization != null) {
      request.append("Proxy-Authorization: ").append(authorization).append("\r\n");
    }
    getOutputStream().write(request.append("\r\n").toString().getBytes(US_ASCII));
  }

  /** Up to the empty line and no further: what follows is the peer's. */
  private String answer() throws IOException {
    var answer = new StringBuilder();
    var in = getInputStream();
    while (answer.indexOf("\r\n\r\n", answer.length() - 4) < 0) {
      int next = in.read();
      if (next < 0 || answer.length() == LONGEST_ANSWER) {
        close();
        throw new IOException("The proxy " + proxy + " gives no answer that can be read");
      }
      answer.append((char) next);
    }
    return answer.toString();
  }

  private static int status(String answer) {
    boolean http = answer.startsWith("HTTP/1.") && answer.length() > 12;
    try {
      return http ? Integer.parseInt(answer, 9, 12, 10) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
