// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.identity;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** TLS, by a proxy if there is one. */
public final class Sockets extends SSLSocketFactory {
  private static final int CONNECT_MILLIS = 15_000;

  private final SSLSocketFactory tls;
  private final @Nullable HttpProxy proxy;

  public Sockets(SSLContext tls, @Nullable HttpProxy proxy) {
    this.tls = tls.getSocketFactory();
    this.proxy = proxy;
  }

  /**
   * MQTT within TLS. On the agents' port, which is for HTTPS, the protocol is named in the
   * handshake (ALPN, RFC 7301).
   *
   * @param host whose certificate must be shown
   * @param address where to connect to
   * @param named whether to name the protocol
   */
  public SSLSocket mqtt(String host, InetSocketAddress address, boolean named) throws IOException {
    var plain = plain();
    try {
      plain.connect(address, CONNECT_MILLIS);
      var socket = (SSLSocket) tls.createSocket(plain, host, address.getPort(), true);
      var wanted = socket.getSSLParameters();
      wanted.setEndpointIdentificationAlgorithm("HTTPS");
      if (named) {
        wanted.setApplicationProtocols(new String[] {"mqtt"});
      }
      socket.setSSLParameters(wanted);
      socket.setSoTimeout(CONNECT_MILLIS);
      socket.startHandshake();
      socket.setSoTimeout(0);
      return socket;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private Socket plain() {
    return proxy == null ? new Socket() : new Tunnel(proxy);
  }

  /** What the JDK's HTTP client connects itself, and then asks to be wrapped. */
  @Override
  public Socket createSocket() {
    return plain();
  }

  @Override
  public Socket createSocket(Socket connected, String host, int port, boolean close)
      throws IOException {
    return tls.createSocket(connected, host, port, close);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    var plain = plain();
    plain.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
    return tls.createSocket(plain, host, port, true);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket(host.getHostName(), port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }
}
