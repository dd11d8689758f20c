// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once a day whether this node's certificate nears its end. */
@Component(service = Renewal.class, immediate = true)
public final class Renewal {
  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

  private final NodeCertificate node;
  private final WebServerKeys web;
  private final ScheduledExecutorService timer;

  @Activate
  public Renewal(@Reference NodeCertificate node, @Reference WebServerKeys web) {
    this.node = node;
    this.web = web;
    timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              var thread = new Thread(work, "custode-certificate");
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleWithFixedDelay(this::renew, 1, 1, TimeUnit.DAYS);
  }

  @Deactivate
  public void close() {
    timer.shutdownNow();
  }

  private void renew() {
    try {
      node.refresh();
      web.apply();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      LOG.warn("This node's certificate could not be renewed; it is tried again tomorrow", e);
    }
  }
}
