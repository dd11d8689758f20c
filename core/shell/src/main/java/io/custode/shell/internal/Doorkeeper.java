// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import io.custode.api.error.Problem;
import io.custode.core.access.SignIn;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.security.auth.Subject;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.SshServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts the connections of those who may not come in any more. Karaf's own commands do not ask us
 * who types them, so a line that is refused is not enough.
 */
final class Doorkeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

  // with what sign-in remembers, less than a second
  private static final long LOOK_MILLIS = 300;

  private final SshServer server;
  private final SignIn signIn;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "custode-shell-door");
            thread.setDaemon(true);
            return thread;
          });

  Doorkeeper(SshServer server, SignIn signIn) {
    this.server = server;
    this.signIn = signIn;
    clock.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    for (Session session : server.getActiveSessions()) {
      try {
        if (!mayStay(session.getAttribute(Authenticator.SUBJECT))) {
          LOG.info("A shell ends: its user may not be there any more");
          session.close(true);
        }
      } catch (Problem e) {
        // the database is away: who is in may look after it
        LOG.debug("Cannot ask who may stay", e);
      } catch (RuntimeException e) {
        LOG.warn("Asking who may stay failed", e);
      }
    }
  }

  /** Also who lost Karaf's commands goes: his shell is Karaf's. */
  private boolean mayStay(@Nullable Subject subject) {
    if (subject == null) {
      return true;
    }
    Caller caller = Caller.of(subject);
    return caller.now(signIn).filter(now -> now.mayKaraf() || !caller.mayKaraf()).isPresent();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
