// SPDX-License-Identifier: Apache-2.0
package io.custode.launcher;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.PtyChannelConfiguration;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.io.output.NoCloseOutputStream;

/**
 * The client of {@code custode shell}: signs in to the home's SSH door with the home's key, knows
 * that door by its key, runs one line or an interactive shell. Arguments: home, then the line, or
 * nothing for a shell, or, with the property {@code batch}, lines from stdin; properties {@code
 * columns} and {@code lines} say how large the terminal is. Another user than the administrator is
 * named by the property {@code user}, his password comes by the environment, which only the same
 * user of the machine can read.
 */
public final class Shell {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private final Home home;
  private final String user = System.getProperty("user", "admin");

  private Shell(Home home) {
    this.home = home;
  }

  public static void main(String[] args) {
    int status = 1;
    try {
      status = new Shell(Home.open(Path.of(args[0]))).run(args.length > 1 ? args[1] : "");
    } catch (Refused e) {
      System.err.println(e.getMessage());
    } catch (IOException | GeneralSecurityException e) {
      System.err.println("The shell failed: " + e.getMessage());
    }
    System.out.flush();
    // the library's threads need not be waited for
    Runtime.getRuntime().halt(status);
  }

  private int run(String line) throws IOException, GeneralSecurityException {
    SshClient client = client();
    client.start();
    try (ClientSession session = connect(client)) {
      if (!line.isEmpty()) {
        return line(session, line);
      }
      return Boolean.getBoolean("batch") ? batch(session) : interactive(session);
    }
  }

  /** Lines from stdin, each for itself. */
  private int batch(ClientSession session) throws IOException {
    int worst = 0;
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) {
        worst = Math.max(worst, line(session, line));
      }
    }
    return worst;
  }

  private int line(ClientSession session, String line) throws IOException {
    try (ClientChannel channel = session.createExecChannel(line)) {
      channel.setIn(InputStream.nullInputStream());
      return serve(channel);
    }
  }

  private int interactive(ClientSession session) throws IOException {
    try (ClientChannel channel = session.createShellChannel(pty(), Map.of())) {
      channel.setIn(new Unclosed(System.in));
      return serve(channel);
    }
  }

  private static int serve(ClientChannel channel) throws IOException {
    channel.setOut(new NoCloseOutputStream(System.out));
    channel.setErr(new NoCloseOutputStream(System.err));
    channel.open().verify(TIMEOUT);
    channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), 0L);
    Integer status = channel.getExitStatus();
    return status == null ? 1 : status;
  }

  private SshClient client() throws IOException, GeneralSecurityException {
    var host = new Keys(home.keys()).host();
    ServerKeyVerifier pinned = (session, address, key) -> KeyUtils.compareKeys(host, key);
    SshClient client =
        ClientBuilder.builder()
            .serverKeyVerifier(pinned)
            .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
            .build();
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setUserAuthFactories(
        List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
    return client;
  }

  private ClientSession connect(SshClient client) throws IOException, GeneralSecurityException {
    try {
      ClientSession session =
          client.connect(user, "127.0.0.1", home.ports().ssh()).verify(TIMEOUT).getSession();
      String password = System.getenv("CUSTODE_SHELL_PASSWORD");
      if (password == null) {
        session.addPublicKeyIdentity(new Keys(home.keys()).shell());
      } else {
        session.addPasswordIdentity(password);
      }
      session.auth().verify(TIMEOUT);
      return session;
    } catch (SshException e) {
      if (e.getCause() instanceof ConnectException) {
        throw nothingListens();
      }
      if (e.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE) {
        throw new Refused(
            "What listens on port "
                + home.ports().ssh()
                + " is not the Custode of "
                + home.dir()
                + ".");
      }
      throw new Refused("The shell of " + home.dir() + " did not let us in: " + e.getMessage());
    } catch (IOException e) {
      throw nothingListens();
    }
  }

  private Refused nothingListens() {
    return new Refused(
        "Nothing listens on port "
            + home.ports().ssh()
            + ": is Custode running on "
            + home.dir()
            + "?");
  }

  private static PtyChannelConfiguration pty() {
    var pty = new PtyChannelConfiguration();
    pty.setPtyType(System.getenv().getOrDefault("TERM", "xterm"));
    pty.setPtyColumns(Integer.getInteger("columns", 80));
    pty.setPtyLines(Integer.getInteger("lines", 24));
    return pty;
  }

  /** Standard input, which the channel may not close. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
