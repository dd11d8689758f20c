// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.journey;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A web server on this machine with a certificate of its own. */
public final class TlsServer implements AutoCloseable {
  private static final String PASSWORD = "changeit";

  private final Path keys;
  private final HttpsServer server;

  /**
   * @param keys file for its certificate, which is not there yet
   */
  public TlsServer(Path keys, HttpHandler handler) throws IOException, GeneralSecurityException {
    this.keys = keys;
    ThisHost.tool(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-J-XX:TieredStopAtLevel=1",
        "-genkeypair",
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-storepass",
        PASSWORD,
        "-keystore",
        keys.toString());
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    var tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext("/", handler);
    server.start();
  }

  /** Options of a Java that trusts it. */
  public String trusting() {
    return " -Djavax.net.ssl.trustStore="
        + keys
        + " -Djavax.net.ssl.trustStorePassword="
        + PASSWORD;
  }

  public String url(String path) {
    return "https://localhost:" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
