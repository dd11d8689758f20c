// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.core.access.SignIn;
import java.lang.reflect.Proxy;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that type nothing. */
class DoorkeeperTest {
  /**
   * It takes half a second; a busy build may take longer. {@code PeopleIT} holds it to a second.
   */
  private static final Duration SOON = Duration.ofSeconds(5);

  private final UserId joe = UserId.next();
  private volatile Optional<Principal> now = as(Caller.USE, Caller.KARAF);
  private SshServer server;
  private SshClient client;
  private Doorkeeper doorkeeper;

  private Optional<Principal> as(String... permissions) {
    return Optional.of(
        new Principal(Principal.Kind.TECHNICIAN, joe, "joe", null, Set.of(permissions)));
  }

  @BeforeEach
  void open() throws Exception {
    var signedIn = as(Caller.USE, Caller.KARAF).orElseThrow();
    server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    var keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2048);
    server.setKeyPairProvider(KeyPairProvider.wrap(keys.generateKeyPair()));
    server.setPasswordAuthenticator(
        (user, password, session) -> {
          var subject = new Subject();
          subject.getPrincipals().add(new Caller(signedIn));
          session.setAttribute(Authenticator.SUBJECT, subject);
          return true;
        });
    server.start();
    var signIn =
        (SignIn)
            Proxy.newProxyInstance(
                SignIn.class.getClassLoader(),
                new Class<?>[] {SignIn.class},
                (proxy, method, arguments) -> now);
    doorkeeper = new Doorkeeper(server, signIn);
    client = SshClient.setUpDefaultClient();
    client.start();
  }

  @AfterEach
  void close() throws Exception {
    doorkeeper.close();
    client.stop();
    server.stop(true);
  }

  private ClientSession connect() throws Exception {
    var session =
        client
            .connect("joe", "127.0.0.1", server.getPort())
            .verify(Duration.ofSeconds(20))
            .getSession();
    session.addPasswordIdentity("x");
    session.auth().verify(Duration.ofSeconds(20));
    return session;
  }

  private static boolean endsWithin(ClientSession session, Duration time) {
    return session
        .waitFor(EnumSet.of(ClientSessionEvent.CLOSED), time)
        .contains(ClientSessionEvent.CLOSED);
  }

  @Test
  void whoMayStayStays() throws Exception {
    assertThat(endsWithin(connect(), Duration.ofMillis(1500))).isFalse();
  }

  @Test
  void whoIsDisabledGoes() throws Exception {
    var session = connect();
    now = Optional.empty();
    assertThat(endsWithin(session, SOON)).isTrue();
  }

  @Test
  void whoLosesKarafsCommandsGoesToo() throws Exception {
    var session = connect();
    now = as(Caller.USE);
    assertThat(endsWithin(session, SOON)).isTrue();
  }
}
