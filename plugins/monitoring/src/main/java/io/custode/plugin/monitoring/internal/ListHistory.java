// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.error.NotFound;
import io.custode.api.page.Page;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A series over a while, in the shell. */
@Component(service = Command.class)
@CommandName(
    value = "monitoring.history-list",
    description = "One series of a machine over a while")
@RequiresPermission(Metrics.READ)
@Risk(RiskClass.READ)
public final class ListHistory implements Command<ListHistory.Input, Page<SeriesResource.Values>> {
  private static final int USUAL = 24;

  /** Which series, and when. */
  public record Input(
      @Doc("The machine") AssetId asset,
      @Doc("Name of the series, cpu.used") String series,
      @Doc("A day ago, unless it is said") Optional<Instant> from,
      @Doc("Now, unless it is said") Optional<Instant> to,
      @Doc("2 to 2000 lines at most; 24, unless it is said") Optional<Integer> most) {}

  private final Metrics metrics;

  @Activate
  public ListHistory(@Reference Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public Page<SeriesResource.Values> execute(Input in, CommandContext context) {
    var name =
        metrics.series(in.asset()).stream()
            .filter(one -> one.name().equals(in.series()))
            .findFirst()
            .orElseThrow(() -> new NotFound("series", in.series()));
    var to = in.to().orElseGet(Instant::now);
    var from = in.from().orElseGet(() -> to.minus(SeriesResource.USUAL));
    var curve = metrics.curve(in.asset(), name, from, to, in.most().orElse(USUAL));
    return new Page<>(SeriesResource.values(curve), null);
  }
}
