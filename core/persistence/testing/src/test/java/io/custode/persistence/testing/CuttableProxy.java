// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP proxy on loopback that a test cuts, or lets go silent. */
final class CuttableProxy implements AutoCloseable {
  private final InetSocketAddress target;
  private final int port;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile ServerSocket listening;
  private volatile Thread accepting;
  private volatile boolean silent;

  CuttableProxy(InetSocketAddress target) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.port = listening.getLocalPort();
    accepting = start("proxy", () -> accept(listening));
  }

  int port() {
    return port;
  }

  /** As if the server were killed: connections break, new ones are refused. */
  void cut() throws IOException {
    listening.close();
    try {
      // a socket that somebody waits at is closed by him: until then it takes connections
      accepting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeSockets();
  }

  void restore() throws IOException {
    silent = false;
    closeSockets();
    var next = new ServerSocket();
    next.setReuseAddress(true);
    next.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    listening = next;
    accepting = start("proxy", () -> accept(next));
  }

  private void accept(ServerSocket server) {
    try {
      while (true) {
        Socket from = server.accept();
        var to = new Socket();
        sockets.add(from);
        sockets.add(to);
        to.connect(target, 3000);
        start("up", () -> pump(from, to));
        start("down", () -> pump(to, from));
      }
    } catch (IOException e) {
      closeSockets();
    }
  }

  private void pump(Socket from, Socket to) {
    var buffer = new byte[8192];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (!silent) {
          out.write(buffer, 0, n);
        }
      }
    } catch (IOException e) {
      closed(from);
      closed(to);
    }
  }

  /** As if a firewall forgot the connections: nothing breaks, nothing comes. */
  void silence() {
    silent = true;
  }

  private void closeSockets() {
    sockets.forEach(CuttableProxy::closed);
    sockets.clear();
  }

  private static void closed(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Thread start(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void close() throws IOException {
    cut();
  }
}
