// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.core.trust.KnownPublisher;
import io.custode.core.trust.KnownPublisher.State;
import io.custode.spi.health.HealthCheck;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says whose certificate ends soon or has ended, before somebody needs an update of his plugin. The
 * platform is up all the same: what runs goes on. Who asks does not wait for the database.
 */
@Component
public final class PublisherHealth implements HealthCheck {
  private static final Logger LOG = LoggerFactory.getLogger(PublisherHealth.class);
  private static final int MINUTES = 10;
  private final KnownPublishers publishers;
  private final Thread thread;
  private volatile String detail = "being looked at";

  @Activate
  public PublisherHealth(@Reference KnownPublishers publishers) {
    this.publishers = publishers;
    this.thread = new Thread(this::run, "custode-publishers");
    thread.setDaemon(true);
    thread.start();
  }

  @Deactivate
  void stop() {
    thread.interrupt();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        look();
      } catch (RuntimeException e) {
        LOG.debug("Whose certificate ends cannot be read", e);
      }
      try {
        TimeUnit.MINUTES.sleep(MINUTES);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void look() {
    var warnings =
        publishers.all().stream()
            .filter(one -> !one.plugins().isEmpty())
            .filter(one -> one.state() == State.ENDING || one.state() == State.EXPIRED)
            .map(PublisherHealth::warning)
            .toList();
    var next = detail(warnings);
    if (!warnings.isEmpty() && !next.equals(detail)) {
      LOG.warn(next);
    }
    detail = next;
  }

  @Override
  public String part() {
    return "publishers";
  }

  @Override
  public Health check() {
    return new Health(true, detail);
  }

  private static String detail(List<String> warnings) {
    return warnings.isEmpty() ? "no certificate ends within 30 days" : String.join("; ", warnings);
  }

  private static String warning(KnownPublisher one) {
    return "the certificate of "
        + one.name()
        + (one.state() == State.EXPIRED ? " ended " : " ends ")
        + one.endsAt()
        + ": updates of "
        + one.plugins()
        + " need one that is signed with a new one";
  }
}
