// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rule;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Doc;
import io.custode.api.error.Invalid;
import io.custode.api.page.Page;
import io.custode.plugin.monitoring.internal.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** Rules are tried on what was, before they are set. */
@Component(service = ReplayResource.class)
@JaxrsResource
@Path("assets/{id}/replay")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReplayResource {
  private static final Duration PAST = Duration.ofDays(30);

  /** Five minutes each, of which the past has fewer. */
  private static final int BUCKETS = 10_000;

  private static final int MOST = 500;

  private final Metrics metrics;

  @Activate
  public ReplayResource(@Reference Metrics metrics) {
    this.metrics = metrics;
  }

  @POST
  @Doc("What a rule would have raised in the last 30 days, the latest 500; nothing is changed")
  @RequiresPermission(Metrics.READ)
  public Page<Replay.Outcome> replay(@PathParam("id") AssetId asset, Rule rule) {
    var wrong = rule.violations("rule");
    if (!wrong.isEmpty()) {
      throw new Invalid(wrong);
    }
    var now = Instant.now();
    var outcomes =
        metrics.all(asset).stream()
            .filter(series -> rule.applies(series.name().name()))
            .flatMap(
                series ->
                    Replay.of(
                        rule,
                        series.name().name(),
                        metrics.curve(series, now.minus(PAST), now, BUCKETS).buckets())
                        .stream())
            .sorted(Comparator.comparing(Replay.Outcome::from).reversed())
            .limit(MOST)
            .toList();
    return new Page<>(outcomes, null);
  }
}
