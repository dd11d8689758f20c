// SPDX-License-Identifier: Apache-2.0
package io.custode.mail.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A mail server that gives the answers it was told to, or none. */
final class Answers implements AutoCloseable {
  private final ServerSocket server;
  private final String toRecipient;
  private final Thread thread;

  /**
   * @param toRecipient what it answers to a recipient; empty: nothing at all to anything
   */
  Answers(String toRecipient) throws IOException {
    this.toRecipient = toRecipient;
    this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    this.thread = new Thread(this::run, "answers");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  private void run() {
    while (!server.isClosed()) {
      try (var client = server.accept()) {
        talk(client);
      } catch (IOException e) {
        // closed, or the client left: the test is over
      }
    }
  }

  private void talk(Socket client) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    if (!toRecipient.isEmpty()) {
      say(client, "220 answers");
    }
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      if (!toRecipient.isEmpty()) {
        say(client, line.startsWith("RCPT") ? toRecipient : "250 ok");
      }
    }
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
