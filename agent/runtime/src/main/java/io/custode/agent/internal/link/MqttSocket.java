// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import javax.net.SocketFactory;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.client.spi.NetworkModuleFactory;
import org.jspecify.annotations.Nullable;

/**
 * How the MQTT client connects: not by itself, since it knows neither proxies nor ALPN. Found by
 * {@code META-INF/services}, in place of its own ways.
 */
public final class MqttSocket implements NetworkModuleFactory {
  /** Connects when it is told to start. */
  @FunctionalInterface
  interface Opening {
    Socket open() throws IOException;
  }

  /** Rides in the options, whose factory it seems to be; the client only hands it on. */
  static final class Opener extends SocketFactory {
    private final Opening opening;

    Opener(Opening opening) {
      this.opening = opening;
    }

    @Override
    public Socket createSocket() throws IOException {
      return opening.open();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return opening.open();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return opening.open();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return opening.open();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return opening.open();
    }
  }

  @Override
  public Set<String> getSupportedUriSchemes() {
    return Set.of("ssl");
  }

  @Override
  public void validateURI(URI uri) {
    // is only a name here
  }

  @Override
  public NetworkModule createNetworkModule(
      URI uri, MqttConnectionOptions options, String clientId) {
    return new Module(uri.toString(), options.getSocketFactory());
  }

  private static final class Module implements NetworkModule {
    private final String name;
    private final SocketFactory opener;
    private volatile @Nullable Socket socket;

    Module(String name, SocketFactory opener) {
      this.name = name;
      this.opener = opener;
    }

    @Override
    public void start() throws IOException {
      socket = opener.createSocket();
    }

    private Socket open() throws IOException {
      var now = socket;
      if (now == null) {
        throw new IOException("Not connected");
      }
      return now;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return open().getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return open().getOutputStream();
    }

    @Override
    public void stop() throws IOException {
      var now = socket;
      if (now != null) {
        now.close();
      }
    }

    @Override
    public String getServerURI() {
      return name;
    }
  }
}
