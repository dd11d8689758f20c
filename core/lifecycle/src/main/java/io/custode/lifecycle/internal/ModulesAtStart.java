// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When a node starts, machines are to have what is installed, whatever became of its events. */
@Component(service = ModulesAtStart.class, immediate = true)
public final class ModulesAtStart {
  private static final Logger LOG = LoggerFactory.getLogger(ModulesAtStart.class);
  private static final int RETRY_SECONDS = 5;
  private final ModulesFollow modules;
  private final Thread thread = new Thread(this::run, "custode-modules");

  @Activate
  public ModulesAtStart(@Reference ModulesFollow modules) {
    this.modules = modules;
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
        modules.followAll();
        return;
      } catch (RuntimeException e) {
        LOG.info("Endpoint modules are looked at again: {}", e.getMessage());
      }
      try {
        TimeUnit.SECONDS.sleep(RETRY_SECONDS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
