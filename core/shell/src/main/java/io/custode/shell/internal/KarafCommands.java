// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import io.custode.api.command.CommandInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.AnyService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Karaf's registry of commands equal to the platform's. The platform does not say when its
 * list changes, so the command services are watched, and the list is read again shortly after one
 * came or went: the platform hears of it through the same registry, perhaps a moment later.
 */
@Component(service = KarafCommands.class, immediate = true)
public final class KarafCommands {
  private static final Logger LOG = LoggerFactory.getLogger(KarafCommands.class);
  private static final long[] READ_AFTER_MILLIS = {200, 2000};

  private final Registry registry;
  private final Runner runner;
  private final ScheduledExecutorService timer;
  private final Map<CommandInfo, Command> registered = new HashMap<>();

  @Activate
  public KarafCommands(@Reference SessionFactory factory, @Reference Runner runner) {
    this.registry = factory.getRegistry();
    this.runner = runner;
    var one =
        new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "custode-shell-commands"));
    one.setKeepAliveTime(10, TimeUnit.SECONDS);
    one.allowCoreThreadTimeOut(true);
    this.timer = one;
    changed();
  }

  @Reference(
      name = "command",
      service = AnyService.class,
      target = "(objectClass=io.custode.api.command.Command)",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bind(ServiceReference<?> command) {
    changed();
  }

  void unbind(ServiceReference<?> command) {
    changed();
  }

  private void changed() {
    for (long millis : READ_AFTER_MILLIS) {
      if (!timer.isShutdown()) {
        timer.schedule(this::read, millis, TimeUnit.MILLISECONDS);
      }
    }
  }

  private synchronized void read() {
    try {
      List<CommandInfo> now = timer.isShutdown() ? List.of() : runner.all();
      registered.entrySet().removeIf(e -> !now.contains(e.getKey()) && gone(e.getValue()));
      now.stream().filter(info -> !registered.containsKey(info)).forEach(this::come);
    } catch (RuntimeException e) {
      LOG.warn("The list of commands could not be read; it is read again at the next change", e);
    }
  }

  private void come(CommandInfo info) {
    var command = new KarafCommand(info, runner);
    // a plugin never stands in for a command of Karaf's own, whatever its name
    if (registry.getCommand(command.getScope(), command.getName()) == null) {
      registry.register(command);
      registered.put(info, command);
    }
  }

  private boolean gone(Command command) {
    registry.unregister(command);
    return true;
  }

  @Deactivate
  void stop() {
    timer.shutdownNow();
    synchronized (this) {
      registered.values().forEach(registry::unregister);
      registered.clear();
    }
  }
}
