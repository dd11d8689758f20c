// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.machine;

import io.custode.agent.internal.Log;
import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.MachineInventory;
import io.custode.agent.protocol.MachineInventory.Disk;
import io.custode.agent.protocol.MalformedMessage;
import io.custode.agent.protocol.Message.InventoryReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures at the platform's pace and takes the inventory, on a thread of its own, whether or not
 * the platform is there.
 */
public final class Sampler implements Runnable {
  private static final Log LOG = Log.of("machine");
  private static final long LOOK_AGAIN_NANOS = Duration.ofMinutes(5).toNanos();
  private static final long REPORT_AGAIN_NANOS = Duration.ofHours(1).toNanos();

  /**
   * The last inventory, ready to be sent.
   *
   * @param number grows
   */
  public record Report(int number, byte[] payload) {}

  private final Machine machine;
  private final MetricSources sources;
  private final MetricBuffer buffer;

  private volatile @Nullable Report report;
  private volatile int seconds = 10;
  private int reportedHash;
  private long lookedAt;
  private long reportedAt;
  private boolean lookNow = true;
  private boolean stopped;

  public Sampler(Machine machine, MetricSources sources, MetricBuffer buffer) {
    this.machine = machine;
    this.sources = sources;
    this.buffer = buffer;
  }

  /** Null until the first is taken. */
  public @Nullable Report report() {
    return report;
  }

  public synchronized void pace(int everySeconds) {
    seconds = Math.max(1, Math.min(3600, everySeconds));
    notifyAll();
  }

  /** Take the inventory now. */
  public synchronized void look() {
    lookNow = true;
    notifyAll();
  }

  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  @Override
  public void run() {
    buffer.add(sources.sample());
    long sampledAt = System.nanoTime();
    while (await(sampledAt)) {
      try {
        if (millisUntilNext(sampledAt) <= 0) {
          sampledAt = System.nanoTime();
          buffer.add(sources.sample());
        }
        if (inventoryIsDue()) {
          takeInventory();
        }
      } catch (RuntimeException e) {
        LOG.warn("Measuring failed", e); // and is tried again
      }
    }
  }

  private long millisUntilNext(long sampledAt) {
    return seconds * 1000L - (System.nanoTime() - sampledAt) / 1_000_000;
  }

  /** Until it is time to sample, or to look, or the pace changed; false when stopped. */
  private synchronized boolean await(long sampledAt) {
    try {
      long millis = millisUntilNext(sampledAt);
      if (!stopped && !lookNow && millis > 0) {
        wait(millis);
      }
    } catch (InterruptedException e) {
      stopped = true;
    }
    return !stopped;
  }

  private synchronized boolean inventoryIsDue() {
    boolean due = lookNow || System.nanoTime() - lookedAt > LOOK_AGAIN_NANOS;
    if (due) {
      lookNow = false;
      lookedAt = System.nanoTime();
    }
    return due;
  }

  private void takeInventory() {
    var inventory = machine.inventory();
    // of the text: a record's own hash makes the JVM spin classes that stay for ever
    int hash = Codec.toJson(withoutWhatAlwaysChanges(inventory)).hashCode();
    var before = report;
    long now = System.nanoTime();
    if (before == null || hash != reportedHash || now - reportedAt > REPORT_AGAIN_NANOS) {
      report = new Report(before == null ? 1 : before.number() + 1, encoded(inventory));
      reportedHash = hash;
      reportedAt = now;
    }
  }

  /** A list of packages too long for one message is cut, and the log says so. */
  private static byte[] encoded(MachineInventory inventory) {
    int packages = inventory.software().size();
    while (true) {
      try {
        return Codec.encode(new InventoryReport(with(inventory, packages, inventory.takenAt())));
      } catch (MalformedMessage e) {
        if (packages == 0) {
          throw e;
        }
        packages /= 2;
        LOG.warn("Only " + packages + " packages fit into the inventory");
      }
    }
  }

  private static MachineInventory withoutWhatAlwaysChanges(MachineInventory inventory) {
    return with(inventory, inventory.software().size(), Instant.EPOCH);
  }

  private static MachineInventory with(MachineInventory i, int packages, Instant takenAt) {
    List<Disk> disks =
        takenAt.equals(Instant.EPOCH)
            ? i.disks().stream()
                .map(d -> new Disk(d.device(), d.mount(), d.type(), d.sizeBytes(), 0))
                .toList()
            : i.disks();
    return new MachineInventory(
        takenAt,
        i.hostname(),
        i.os(),
        i.hardware(),
        disks,
        i.nics(),
        i.software().subList(0, packages),
        i.logins(),
        i.bootedAt());
  }
}
