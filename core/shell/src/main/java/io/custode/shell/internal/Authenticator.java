// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.PublicKey;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.principal.ClientPrincipal;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.server.auth.password.PasswordAuthenticator;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs callers of the SSH door in through the JAAS realm {@code custode}. */
final class Authenticator implements PasswordAuthenticator, PublickeyAuthenticator {
  /** Who owns the connection. */
  static final AttributeKey<Subject> SUBJECT = new AttributeKey<>();

  private static final Logger LOG = LoggerFactory.getLogger(Authenticator.class);

  @Override
  public boolean authenticate(String user, String password, ServerSession session) {
    return login(
        session,
        callback -> {
          if (callback instanceof NameCallback name) {
            name.setName(user);
          } else if (callback instanceof PasswordCallback secret) {
            secret.setPassword(password.toCharArray());
          }
        });
  }

  @Override
  public boolean authenticate(String user, PublicKey key, ServerSession session) {
    return login(
        session,
        callback -> {
          if (callback instanceof NameCallback name) {
            name.setName(user);
          } else if (callback instanceof PublicKeyCallback proved) {
            proved.set(key);
          }
        });
  }

  private boolean login(ServerSession session, java.util.function.Consumer<Callback> answer) {
    var subject = new Subject();
    subject.getPrincipals().add(new Address(session.getClientAddress()).principal());
    CallbackHandler handler =
        callbacks -> {
          for (Callback callback : callbacks) {
            answer.accept(callback);
          }
        };
    try {
      new LoginContext(CustodeRealm.NAME, subject, handler).login();
    } catch (LoginException e) {
      LOG.debug("Sign-in over SSH refused: {}", e.getMessage());
      return false;
    }
    session.setAttribute(SUBJECT, subject);
    return true;
  }

  /** The caller's address without its port: what is throttled is the machine. */
  private record Address(SocketAddress socket) {
    ClientPrincipal principal() {
      String host =
          socket instanceof InetSocketAddress inet && inet.getAddress() != null
              ? inet.getAddress().getHostAddress()
              : socket.toString();
      return new ClientPrincipal("ssh", host);
    }
  }
}
