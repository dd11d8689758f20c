// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.AssetId;
import io.custode.api.command.Doc;
import io.custode.api.error.Invalid;
import io.custode.api.page.Page;
import io.custode.plugin.monitoring.internal.store.Bucket;
import io.custode.plugin.monitoring.internal.store.Curve;
import io.custode.plugin.monitoring.internal.store.SeriesName;
import io.custode.spi.access.Permission;
import io.custode.spi.access.Permissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jaxrs.whiteboard.propertytypes.JaxrsResource;

/** What was measured on an asset, over REST. */
@Component(service = {SeriesResource.class, Permissions.class})
@JaxrsResource
@Path("assets/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class SeriesResource implements Permissions {
  static final Duration USUAL = Duration.ofDays(1);

  private final Metrics metrics;

  @Activate
  public SeriesResource(@Reference Metrics metrics) {
    this.metrics = metrics;
  }

  /**
   * Some values as one.
   *
   * @param at when they begin
   * @param count how many there are
   */
  public record Values(
      Instant at, long count, double min, double average, double max, double last) {}

  /**
   * A series over a while.
   *
   * @param resolution what it was read from: {@code RAW}, {@code FIVE_MINUTES} or {@code HOUR}
   * @param stepSeconds from one to the next; 0 if each is a value as it was measured
   * @param values oldest first; where nothing was measured there is none
   */
  public record History(
      String name,
      String unit,
      Instant from,
      Instant to,
      String resolution,
      double stepSeconds,
      List<Values> values) {}

  @GET
  @Path("series")
  @Doc("Series that the asset has, by name")
  @RequiresPermission(Metrics.READ)
  public Page<SeriesName> series(@PathParam("id") AssetId asset) {
    return new Page<>(metrics.series(asset), null);
  }

  /** A series over a while, in short. */
  public record Summary(
      String name, String unit, long count, double min, double average, double max, double last) {}

  @GET
  @Path("summary")
  @Doc("Each series over a while, in short: the last day, unless it is said")
  @RequiresPermission(Metrics.READ)
  public Page<Summary> summary(
      @PathParam("id") AssetId asset,
      @QueryParam("from") @Nullable Instant from,
      @Doc("Now, unless it is said") @QueryParam("to") @Nullable Instant to) {
    var end = to == null ? Instant.now() : to;
    var start = from == null ? end.minus(USUAL) : from;
    return page(metrics.summary(asset, start, end));
  }

  static Page<Summary> page(Map<SeriesName, Bucket> summary) {
    var all =
        summary.entrySet().stream().map(one -> summary(one.getKey(), one.getValue())).toList();
    return new Page<>(all, null);
  }

  private static Summary summary(SeriesName name, Bucket b) {
    return new Summary(
        name.name(), name.unit(), b.count(), b.min(), b.average(), b.max(), b.last());
  }

  @GET
  @Path("history")
  @Doc("A series over a while: the last day, unless it is said")
  @RequiresPermission(Metrics.READ)
  public History history(
      @PathParam("id") AssetId asset,
      @Doc("As the series has it, cpu.used") @QueryParam("name") @Nullable String name,
      @Doc("As the series has it, %") @QueryParam("unit") @Nullable String unit,
      @QueryParam("from") @Nullable Instant from,
      @Doc("Now, unless it is said") @QueryParam("to") @Nullable Instant to,
      @Doc("2 to 2000 points") @QueryParam("most") @DefaultValue("300") int most) {
    if (name == null || unit == null) {
      throw Invalid.field(name == null ? "name" : "unit", "must be given");
    }
    var end = to == null ? Instant.now() : to;
    var start = from == null ? end.minus(USUAL) : from;
    var curve = metrics.curve(asset, new SeriesName(name, unit), start, end, most);
    return new History(
        name, unit, start, end, curve.resolution().name(), curve.step() / 1000.0, values(curve));
  }

  static List<Values> values(Curve curve) {
    return curve.buckets().stream()
        .map(
            b ->
                new Values(
                    Instant.ofEpochMilli(b.start()),
                    b.count(),
                    b.min(),
                    b.average(),
                    b.max(),
                    b.last()))
        .toList();
  }

  @Override
  public List<Permission> permissions() {
    return List.of(
        new Permission(
            Metrics.READ,
            "Read what was measured",
            "Leggere le misure",
            Set.of("technician", "auditor", "contact")));
  }
}
