// SPDX-License-Identifier: Apache-2.0
package acme.bad;

import io.custode.api.access.RequiresPermission;
import io.custode.api.alert.Alerts;
import io.custode.api.alert.NewAlert;
import io.custode.api.alert.Severity;
import io.custode.api.asset.AssetRegistered;
import io.custode.api.error.TooMany;
import io.custode.spi.access.Permission;
import io.custode.spi.access.Permissions;
import io.custode.spi.event.EventListener;
import io.custode.spi.health.HealthCheck;
import io.custode.spi.job.Job;
import io.custode.spi.job.JobScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what nobody should, one thing at a time, when it is told to. */
@Path("bad")
@Produces(MediaType.APPLICATION_JSON)
public final class Bad implements Permissions, HealthCheck, EventListener<AssetRegistered>, Job {
  private static final Logger LOG = LoggerFactory.getLogger(Bad.class);
  private static final String DO = "acmebad.thing.do";
  private static final int MEBI = 1 << 20;
  private static final Object ONE = new Object();
  private static final Object OTHER = new Object();
  private static final List<byte[]> KEPT = new ArrayList<>();

  private final Alerts alerts;

  /** What it does where it is not asked: as a job, a listener, a check. */
  private final Set<String> elsewhere = ConcurrentHashMap.newKeySet();

  /** Called by Declarative Services. */
  public Bad(Alerts alerts) {
    this.alerts = alerts;
  }

  /** What it answers. */
  public record Answer(String text) {}

  @GET
  @Path("{how}")
  @RequiresPermission(DO)
  public Answer run(@PathParam("how") String how) throws InterruptedException {
    switch (how) {
      case "fine" -> {}
      case "throws" -> throw new IllegalStateException("on purpose");
      case "spins" -> spin();
      case "locks-one" -> lock(ONE, OTHER);
      case "locks-other" -> lock(OTHER, ONE);
      case "blocks" -> new CountDownLatch(1).await();
      case "leaks" -> leak();
      case "tells" -> tell();
      case "logs" -> log();
      case "answers" -> {
        return new Answer("x".repeat(20 * MEBI));
      }
      default -> elsewhere.add(how);
    }
    return new Answer(how);
  }

  private static void spin() {
    long spins = 0;
    while (spins >= 0) {
      spins = (spins + 1) & Long.MAX_VALUE;
    }
  }

  private static void lock(Object first, Object second) {
    synchronized (first) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
      synchronized (second) {
        LOG.info("Nobody was in the way");
      }
    }
  }

  private static void leak() {
    // though its call is ended meanwhile: a busy machine takes seconds to fill its memory
    while (true) {
      KEPT.add(new byte[8 * MEBI]);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private void tell() {
    for (int i = 0; i < 200_000; i++) {
      try {
        alerts.raise(new NewAlert("acmebad.noise", "n", Severity.INFO, "Noise", null, null, null));
      } catch (TooMany e) {
        // it goes on
      }
    }
  }

  private static void log() {
    for (int i = 0; i < 100_000; i++) {
      LOG.info("A line that nobody wants, number {}", i);
    }
  }

  @Override
  public List<Permission> permissions() {
    return List.of(new Permission(DO, "Do bad things", "Fare cose cattive", Set.of()));
  }

  @Override
  public String part() {
    return "acmebad";
  }

  @Override
  public Health check() {
    if (elsewhere.contains("health")) {
      spin();
    }
    return new Health(true, "well");
  }

  @Override
  public void on(AssetRegistered event) {
    if (elsewhere.contains("listener")) {
      throw new IllegalStateException("on purpose");
    }
  }

  @Override
  public void run(JobScope scope) {
    if (elsewhere.contains("job")) {
      throw new IllegalStateException("on purpose");
    }
  }
}
