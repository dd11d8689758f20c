// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserFate;
import io.custode.api.access.UserId;
import io.custode.api.error.Problem;
import io.custode.api.error.TooMany;
import io.custode.api.error.Unavailable;
import io.custode.core.access.PasswordHelp;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails codes on a thread of its own: whoever asks is answered before anybody looked for the user,
 * so that neither words nor time tell whether there is one.
 */
@Component
public final class MailedHelp implements PasswordHelp {
  private static final Logger LOG = LoggerFactory.getLogger(MailedHelp.class);
  private static final Duration GOOD = Duration.ofHours(1);
  private static final int MOST_WAITING = 100;

  private record Addressed(OwnPasswords.Code code, String to) {}

  private final PeopleStore store;
  private final Callers callers;
  private final OwnPasswords passwords;
  private final UserNews news;
  private final Throttle throttle;
  private final CodeMail mail;
  private final ThreadPoolExecutor sender =
      new ThreadPoolExecutor(
          1,
          1,
          30,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          work -> {
            var thread = new Thread(work, "custode-password-help");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public MailedHelp(
      @Reference PeopleStore store,
      @Reference Callers callers,
      @Reference OwnPasswords passwords,
      @Reference UserNews news,
      @Reference Throttle throttle,
      @Reference CodeMail mail) {
    this.store = store;
    this.callers = callers;
    this.passwords = passwords;
    this.news = news;
    this.throttle = throttle;
    this.mail = mail;
    sender.allowCoreThreadTimeOut(true);
  }

  @Deactivate
  public void close() {
    sender.shutdownNow();
  }

  @Override
  public boolean isThere() {
    return mail.isThere();
  }

  @Override
  public void ask(String user, String address) {
    var byAddress = "help address " + address;
    throttle.check(byAddress);
    // each counts: whoever asks for many is slowed down, whether they exist or not
    throttle.failed(byAddress);
    try {
      sender.execute(() -> help(user));
    } catch (RejectedExecutionException e) {
      throw new Unavailable("Too many ask for help at once; nothing was sent.", GOOD.dividedBy(60));
    }
  }

  private void help(String user) {
    if (!isThere()) {
      // another code would take the place of one that is still good, and reach nobody
      return;
    }
    try {
      var byUser = "help user " + user;
      throttle.check(byUser);
      throttle.failed(byUser);
      store
          .<Optional<Addressed>>write(em -> code(em, user))
          .ifPresent(made -> mail.send(made.to(), made.code()));
    } catch (TooMany e) {
      LOG.debug("A user gets no more codes for now", e);
    } catch (Problem e) {
      LOG.warn("A code for who forgot his password was not sent: {}", e.what());
    } catch (RuntimeException e) {
      LOG.warn("A code for who forgot his password was not sent", e);
    }
  }

  private Optional<Addressed> code(EntityManager em, String name) {
    return Users.byName(em, name)
        .filter(UserEntity::isActive)
        .flatMap(
            user ->
                MailAddresses.of(em, UserId.of(user.id()))
                    .map(to -> new Addressed(issue(em, user), to)));
  }

  /** He asked for it himself, as far as one can know. */
  private OwnPasswords.Code issue(EntityManager em, UserEntity user) {
    callers.with(
        new Caller(user.toPrincipal(Set.of()), "rest"),
        () -> {
          news.tell(UserId.of(user.id()), UserFate.CODE_ISSUED, "core.user.forgot");
          return true;
        });
    return passwords.issue(em, user, GOOD);
  }
}
