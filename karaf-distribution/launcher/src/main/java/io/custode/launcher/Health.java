// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Asks a home's server how it is, trusting that home's certificate authority only. */
final class Health {
  private static final int TIMEOUT_MILLIS = 3000;
  private static final int LONGEST_ANSWER = 64 * 1024;

  // the answer is ours and two levels deep: {"up":false,"parts":{"broker":{"up":false},…}}
  private static final Pattern PART_DOWN = Pattern.compile("\"([^\"]+)\":\\{\"up\":false");
  private final Home home;
  private @Nullable SSLSocketFactory sockets;

  Health(Home home) {
    this.home = home;
  }

  String url() {
    return "https://localhost:" + home.ports().web();
  }

  State state() {
    try {
      SSLSocketFactory trusted = trust();
      if (trusted == null) {
        return State.SILENT;
      }
      var call =
          (HttpsURLConnection)
              URI.create(url() + "/health").toURL().openConnection(java.net.Proxy.NO_PROXY);
      call.setSSLSocketFactory(trusted);
      call.setConnectTimeout(TIMEOUT_MILLIS);
      call.setReadTimeout(TIMEOUT_MILLIS);
      if (call.getResponseCode() == 200) {
        return State.UP;
      }
      try (var body = call.getErrorStream()) {
        return body == null ? State.SILENT : State.down(body.readNBytes(LONGEST_ANSWER));
      }
    } catch (IOException | GeneralSecurityException e) {
      // not yet
      return State.SILENT;
    }
  }

  /**
   * How a server is.
   *
   * @param up whether all of it is
   * @param down the parts that are not; none known while it does not answer
   */
  record State(boolean up, Set<String> down) {
    static final State UP = new State(true, Set.of());
    static final State SILENT = new State(false, Set.of());

    State {
      down = Set.copyOf(down);
    }

    private static State down(byte[] answer) {
      var down = new HashSet<String>();
      var parts = PART_DOWN.matcher(new String(answer, StandardCharsets.UTF_8));
      while (parts.find()) {
        down.add(parts.group(1));
      }
      return new State(false, down);
    }
  }

  private @Nullable SSLSocketFactory trust() throws IOException, GeneralSecurityException {
    Path authority = home.keys().resolve("ca.pem");
    if (sockets == null && Files.exists(authority)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      try (var pem = Files.newInputStream(authority)) {
        int count = 0; // two while the authority is replaced
        for (var each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
          store.setCertificateEntry("ca-" + count++, each);
        }
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
