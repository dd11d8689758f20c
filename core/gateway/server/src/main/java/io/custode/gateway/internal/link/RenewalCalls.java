// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.Message;
import io.custode.agent.protocol.Topics;
import io.custode.gateway.internal.agent.FleetTrust;
import io.custode.gateway.internal.authority.CertificateAuthority;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells agents that are here to renew when the authorities have changed, again every minute to whom
 * it has not reached. Those that are away are told at their hello. Each node does it; an agent that
 * is about to renew ignores the second call.
 */
@Component(service = RenewalCalls.class, immediate = true)
public final class RenewalCalls {
  private static final Logger LOG = LoggerFactory.getLogger(RenewalCalls.class);
  private static final int AT_ONCE = 2000;

  /** Renewals that a node of two cores answers besides all else. */
  private static final int A_SECOND = 10;

  private final CertificateAuthority authority;
  private final FleetTrust fleet;
  private final NodeLink link;
  private final Runnable changed = this::soon;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "custode-renewal-calls");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public RenewalCalls(
      @Reference CertificateAuthority authority,
      @Reference FleetTrust fleet,
      @Reference NodeLink link) {
    this.authority = authority;
    this.fleet = fleet;
    this.link = link;
    authority.onChange(changed);
    timer.scheduleWithFixedDelay(this::call, 60, 60, TimeUnit.SECONDS);
  }

  @Deactivate
  public void close() {
    authority.forget(changed);
    timer.shutdownNow();
  }

  /**
   * @return seconds in which that many agents are to come
   */
  static int within(int agents) {
    return Math.max(1, agents / A_SECOND);
  }

  private void soon() {
    try {
      // other nodes may need a moment to follow
      timer.schedule(this::call, 1, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The gateway is closing");
    }
  }

  private void call() {
    if (!authority.inStep()) {
      return; // this node knows less than the others
    }
    try {
      var all = fleet.toBeTold(authority.trusted(), authority.fingerprint(), AT_ONCE);
      var call = Codec.encode(new Message.Renew(within(all.size())));
      for (var each : all) {
        link.publish(Topics.down(each.agent().id().value(), Topics.ACTION), call);
      }
    } catch (RuntimeException e) {
      LOG.debug("Agents are told to renew in a minute", e);
    }
  }
}
