// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.Enrolment;
import io.custode.agent.protocol.MalformedMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.security.GeneralSecurityException;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The platform's port for agents over HTTPS; the server's name is always checked. */
public final class AgentPort {
  private static final int CONNECT_MILLIS = 15_000;
  private static final int READ_MILLIS = 60_000;
  private static final int LARGEST_ANSWER = 256 * 1024;

  private final URI server;
  private final Sockets sockets;

  /** As the agent that was enrolled. */
  public static AgentPort of(Identity identity) throws GeneralSecurityException {
    return new AgentPort(identity.server(), new Sockets(Tls.mutual(identity), identity.proxy()));
  }

  AgentPort(URI server, Sockets sockets) {
    this.server = server;
    this.sockets = sockets;
  }

  /**
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static URI address(String text) {
    var uri = URI.create(text);
    var path = uri.getPath();
    boolean plain =
        uri.getUserInfo() == null
            && uri.getQuery() == null
            && uri.getFragment() == null
            && (path == null || path.isEmpty() || path.equals("/"));
    if (!"https".equals(uri.getScheme()) || uri.getHost() == null || !plain) {
      throw new IllegalArgumentException("The server is named as https://host:port");
    }
    return URI.create("https://" + uri.getRawAuthority());
  }

  /**
   * @throws Refused if the platform answers that it will not
   * @throws IOException if it cannot be reached or does not answer as a platform does
   */
  Enrolment.Grant post(String path, Record body) throws IOException {
    var answer = post(path, Codec.toJson(body));
    try {
      return Codec.fromJson(answer, Enrolment.Grant.class);
    } catch (MalformedMessage e) {
      throw new IOException("The server's answer is no grant (" + e.getMessage() + ")");
    }
  }

  /** Ends the access of the agent whose certificate is shown. */
  public void leave() throws IOException {
    post("/leave", "{}");
  }

  private String post(String path, String body) throws IOException {
    var connection = open(path);
    try {
      var bytes = body.getBytes(UTF_8);
      connection.setRequestMethod("POST");
      connection.setRequestProperty("Content-Type", "application/json");
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(bytes.length); // else the JDK may send it twice
      try (OutputStream out = connection.getOutputStream()) {
        out.write(bytes);
      }
      int status = connection.getResponseCode();
      if (status / 100 != 2) {
        throw refusal(status, connection);
      }
      try (InputStream in = connection.getInputStream()) {
        return text(in);
      }
    } catch (SSLException e) {
      throw new IOException(
          "No trusted connection to "
              + server
              + ": "
              + CertificateDates.wrong(e).orElseGet(() -> innermost(e)),
          e);
    } finally {
      connection.disconnect();
    }
  }

  /** What reads the body; status 200 or an exception. The caller closes it. */
  public InputStream get(String path) throws IOException {
    var connection = open(path);
    int status = connection.getResponseCode();
    if (status != HttpURLConnection.HTTP_OK) {
      var refused = refusal(status, connection);
      connection.disconnect();
      throw refused;
    }
    return connection.getInputStream();
  }

  private HttpsURLConnection open(String path) throws IOException {
    var connection = (HttpsURLConnection) url(path).openConnection(Proxy.NO_PROXY);
    connection.setSSLSocketFactory(sockets);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Connection", "close");
    return connection;
  }

  private URL url(String path) throws MalformedURLException {
    return server.resolve(path).toURL();
  }

  private static Refused refusal(int status, HttpURLConnection connection) throws IOException {
    try (@Nullable InputStream in = connection.getErrorStream()) {
      if (in != null) {
        var refusal = Codec.fromJson(text(in), Enrolment.Refusal.class);
        return new Refused(status, refusal.what() + ' ' + refusal.todo());
      }
    } catch (MalformedMessage e) {
      return new Refused(status, "The server says no more than status " + status);
    }
    return new Refused(status, "The server says no more than status " + status);
  }

  private static String text(InputStream in) throws IOException {
    var bytes = in.readNBytes(LARGEST_ANSWER + 1);
    if (bytes.length > LARGEST_ANSWER) {
      throw new IOException("The server's answer is too large");
    }
    return new String(bytes, UTF_8);
  }

  private static String innermost(Throwable e) {
    Throwable t = e;
    while (t.getCause() != null && t.getCause() != t) {
      t = t.getCause();
    }
    return String.valueOf(t.getMessage());
  }

  /** The platform will not. */
  public static final class Refused extends IOException {
    private static final long serialVersionUID = 1;
    private final int status;

    Refused(int status, String why) {
      super("Refused (" + status + "): " + why);
      this.status = status;
    }

    /** True if asking again soon is no use. */
    public boolean lasting() {
      return status == 400 || status == 401 || status == 403 || status == 404 || status == 409;
    }
  }
}
