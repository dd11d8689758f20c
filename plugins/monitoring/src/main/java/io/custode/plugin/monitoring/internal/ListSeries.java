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
import io.custode.api.page.Page;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is measured on a machine, in the shell. */
@Component(service = Command.class)
@CommandName(value = "monitoring.series-list", description = "What a machine measured, last day")
@RequiresPermission(Metrics.READ)
@Risk(RiskClass.READ)
public final class ListSeries implements Command<ListSeries.Input, Page<SeriesResource.Summary>> {
  /** Which machine's. */
  public record Input(@Doc("The machine") AssetId asset) {}

  private final Metrics metrics;

  @Activate
  public ListSeries(@Reference Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public Page<SeriesResource.Summary> execute(Input in, CommandContext context) {
    var now = Instant.now();
    var all = metrics.summary(in.asset(), now.minus(SeriesResource.USUAL), now);
    return SeriesResource.page(all);
  }
}
