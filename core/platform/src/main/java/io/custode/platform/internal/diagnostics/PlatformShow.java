// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.diagnostics;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.persistence.core.DatabaseCopy;
import io.custode.platform.internal.access.ConsoleAddress;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Show which version of the platform this is, and what it runs on. */
@Component(service = Command.class)
@CommandName(
    value = "msp.platform-show",
    description = "Show which version of the platform this is, and what it runs on")
@RequiresPermission("core.health.read")
@Risk(RiskClass.READ)
public final class PlatformShow implements Command<PlatformShow.Input, PlatformShow.Output> {
  /** Nothing is asked for. */
  public record Input() {}

  /**
   * The node that answers.
   *
   * @param database for people: {@code Derby} or {@code PostgreSQL}
   * @param consoleUrl where people reach the console, for links in what is sent to them; null:
   *     nobody said it, and there are none
   */
  public record Output(
      String version,
      String database,
      String java,
      Instant startedAt,
      @Nullable String consoleUrl) {}

  private final String version;
  private final DatabaseCopy database;
  private final ConsoleAddress console;

  @Activate
  public PlatformShow(
      BundleContext context, @Reference DatabaseCopy database, @Reference ConsoleAddress console) {
    this.version = context.getBundle().getVersion().toString();
    this.database = database;
    this.console = console;
  }

  @Override
  public Output execute(Input in, CommandContext context) {
    return new Output(
        version,
        database.database(),
        System.getProperty("java.version", ""),
        Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
        console.link("").orElse(null));
  }
}
