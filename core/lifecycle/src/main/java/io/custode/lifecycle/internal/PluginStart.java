// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.error.Unavailable;
import io.custode.spi.health.HealthCheck;
import java.util.HashSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a node's bundles what the database says, at start and when another node changed it.
 * Whatever a node did when it died, it ends here: a bundle without a row goes, a row without a
 * bundle gets one.
 */
@Component(
    service = {HealthCheck.class, PluginStart.class},
    immediate = true)
public final class PluginStart implements HealthCheck {
  private static final Logger LOG = LoggerFactory.getLogger(PluginStart.class);
  private static final int RETRY_SECONDS = 1;
  private final PluginRows rows;
  private final NodePlugins node;
  private final LifecycleSettings settings;
  private final Semaphore look = new Semaphore(1);
  private final Thread thread;
  private volatile String detail = "starting";
  private volatile boolean done;

  @Activate
  public PluginStart(
      @Reference PluginRows rows,
      @Reference NodePlugins node,
      @Reference LifecycleSettings settings) {
    this.rows = rows;
    this.node = node;
    this.settings = settings;
    this.thread = new Thread(this::run, "custode-plugins");
    thread.setDaemon(true);
    thread.start();
  }

  @Deactivate
  void stop() {
    thread.interrupt();
  }

  @Override
  public String part() {
    return "plugins";
  }

  @Override
  public Health check() {
    return new Health(done, detail);
  }

  /** Another node may have changed what is to be here. */
  void again() {
    look.release();
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        look.acquire();
        look.drainPermits();
        node.alone(this::follow);
        done = true;
      } catch (InterruptedException e) {
        return;
      } catch (Unavailable e) {
        again();
        detail = "waiting for the database";
        pause();
      } catch (RuntimeException e) {
        again();
        LOG.error("The plugins could not be started; it is tried again", e);
        detail = "cannot be started, see the log";
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(RETRY_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Idempotent: what is as it should be is left alone. */
  boolean follow() {
    var present = rows.present();
    var wanted = present.stream().map(PluginRow::location).collect(Collectors.toSet());
    for (var location : node.locations()) {
      if (!wanted.contains(location)) {
        LOG.info("{} is not in the database: it is taken out", location);
        node.remove(location);
      }
    }
    var failed = new HashSet<String>();
    for (var row : present) {
      if (!follow(row)) {
        failed.add(row.id().value());
      }
    }
    detail =
        settings.safe()
            ? present.size() + " held by --safe"
            : present.size()
                - failed.size()
                + " work"
                + (failed.isEmpty() ? "" : ", not " + failed);
    return true;
  }

  /** One plugin that does not work keeps no other from working. */
  private boolean follow(PluginRow row) {
    try {
      if (node.find(row.location()).isEmpty()) {
        var jar = rows.jar(row.id());
        if (!Fingerprint.of(jar).equals(row.sha256())) {
          throw NodePlugins.fails("its jar in the database is not the one that was checked", null);
        }
        node.add(row.location(), jar);
      }
      if (settings.safe()) {
        node.stop(row.id(), row.location());
      } else if (node.fault(row.location()).isPresent()) {
        node.start(row.id(), row.location());
      }
      return true;
    } catch (Unavailable e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("The plugin {} {} does not work", row.id(), row.version(), e);
      return false;
    }
  }
}
