// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Asks a home's server how it is, trusting that home's certificate authority only. */
final class Health {
  private static final int TIMEOUT_MILLIS = 3000;
  private final Home home;
  private @Nullable SSLSocketFactory sockets;

  Health(Home home) {
    this.home = home;
  }

  String url() {
    return "https://localhost:" + home.ports().web();
  }

  boolean up() {
    try {
      SSLSocketFactory trusted = trust();
      if (trusted == null) {
        return false;
      }
      var call =
          (HttpsURLConnection)
              URI.create(url() + "/health").toURL().openConnection(java.net.Proxy.NO_PROXY);
      call.setSSLSocketFactory(trusted);
      call.setConnectTimeout(TIMEOUT_MILLIS);
      call.setReadTimeout(TIMEOUT_MILLIS);
      return call.getResponseCode() == 200;
    } catch (IOException | GeneralSecurityException e) {
      // not yet
      return false;
    }
  }

  private @Nullable SSLSocketFactory trust() throws IOException, GeneralSecurityException {
    Path authority = home.keys().resolve("ca.pem");
    if (sockets == null && Files.exists(authority)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      try (var pem = Files.newInputStream(authority)) {
        store.setCertificateEntry(
            "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      }
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      sockets = context.getSocketFactory();
    }
    return sockets;
  }
}
