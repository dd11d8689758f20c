// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A line to a server that can be cut: connections break, and new ones are refused until it is
 * mended.
 */
public final class TcpProxy implements AutoCloseable {
  private final int target;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private ServerSocket server;

  public TcpProxy(int target) {
    try {
      this.target = target;
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      this.port = server.getLocalPort();
      accept(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  private void accept(ServerSocket from) {
    start(
        () -> {
          while (!from.isClosed()) {
            var client = from.accept();
            var there = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(client);
            open.add(there);
            start(() -> client.getInputStream().transferTo(there.getOutputStream()), client, there);
            start(() -> there.getInputStream().transferTo(client.getOutputStream()), client, there);
          }
        });
  }

  private interface Work {
    void run() throws IOException;
  }

  private void start(Work work, Socket... ends) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // a cut line ends here, which is what it is for
                Thread.currentThread().interrupt();
              } finally {
                for (var end : ends) {
                  close(end);
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private void close(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void cut() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Set.copyOf(open).forEach(this::close);
  }

  public void mend() {
    try {
      server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      accept(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cut();
  }
}
