// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import io.custode.api.alert.Severity;
import io.custode.api.event.EventId;
import io.custode.api.json.Json;
import io.custode.api.notice.NewNotice;
import io.custode.api.notice.Notices;
import io.custode.persistence.internal.database.Settings;
import io.custode.persistence.testing.TestDatabase;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.TestMappings;
import io.custode.platform.internal.gate.WorkGate;
import io.custode.platform.internal.notice.TestRules;
import io.custode.platform.internal.rule.NodeName;
import io.custode.spi.event.EventListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that publishes and delivers until its input ends or somebody kills it. Arguments:
 * database URL, user, password, directory for {@code published} and {@code heard}. Each event is
 * recorded in the audit, and its listener puts a notice into the queue; a listener that finds
 * {@code die} ends the process when the notice is there and nobody knows yet that it was told.
 */
public final class DeliveringNode {
  static final String FELL = "test.drop.fell";

  /** Something of nobody's. */
  public record DropFell(EventId id, Instant at) implements io.custode.api.event.DomainEvent {}

  private DeliveringNode() {}

  public static void main(String[] args) throws Exception {
    var directory = Path.of(args[3]);
    var database = TestDatabase.at(new Settings(args[0], args[1], args[2], 5));
    var platform = Platform.on(database);
    var listeners =
        new Listeners(platform.binder, platform.calls(new WorkGate()), new TestMappings());
    EventListener<DropFell> hears = hears(directory, TestRules.notices(platform));
    listeners.bindListener(
        hears,
        Map.of("component.name", "drops", "custode.event.listens.to", DropFell.class.getName()));
    var delivery = delivery(platform, listeners);
    System.out.println("ready");
    while (System.in.available() == 0) {
      var drop = new DropFell(EventId.next(), Instant.now());
      platform.as(
          platform.boss,
          () ->
              platform.visibility.asProvider(
                  () ->
                      platform.store.write(
                          em -> {
                            platform.events.publish(drop);
                            platform.audit.record(FELL, drop.id().value(), Json.EMPTY);
                            return true;
                          })));
      note(directory.resolve("published"), drop.id().value());
      LockSupport.parkNanos(5_000_000);
    }
    // also what was not taken at the first attempt: that is not lost, only later
    while (!database.outbox().due(1).isEmpty() || waits(platform) || isKept(database)) {
      LockSupport.parkNanos(100_000_000);
    }
    delivery.stop();
    database.close();
    System.exit(0);
  }

  private static boolean waits(Platform platform) {
    return platform.visibility.asProvider(
        () ->
            platform.store.read(
                em ->
                    em.createQuery(
                                "select count(p) from PendingEntity p where p.state = :waiting",
                                Long.class)
                            .setParameter("waiting", PendingEntity.State.WAITING)
                            .getSingleResult()
                        > 0));
  }

  /** Not due yet is not delivered; PostgreSQL's policies show it to nobody here. */
  private static boolean isKept(TestDatabase database) throws SQLException {
    try (var connection = database.owner();
        var query = connection.createStatement();
        var count = query.executeQuery("select count(*) from core.outbox")) {
      return count.next() && count.getLong(1) > 0;
    }
  }

  private static EventListener<DropFell> hears(Path directory, Notices notices) {
    return e -> {
      note(directory.resolve("heard"), e.id().value());
      notices.tell(
          new NewNotice(e.id(), "core.job-failed", Severity.INFO, "A drop", null, null, e.at()));
      if (taken(directory.resolve("die"))) {
        Runtime.getRuntime().halt(1);
      }
    };
  }

  private static Delivery delivery(Platform platform, Listeners listeners) {
    var outbox = platform.database.outbox();
    return new Delivery(
        outbox,
        listeners,
        new Subscriptions(platform.store, platform.visibility),
        platform.chain,
        platform.doors,
        new DeliveryTurn(
            platform.store,
            platform.visibility,
            outbox.isShared(),
            NodeName.unique(),
            Duration.ofSeconds(2)),
        new Pending(platform.store, platform.visibility, platform.events, Pending.Patience.USUAL),
        new WorkGate(),
        outbox.isShared()
            ? new Follower(platform.store, platform.visibility, platform.doors, listeners)
            : null);
  }

  private static boolean taken(Path file) {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was written stays, also when this process is killed. */
  private static void note(Path file, String id) {
    try {
      Files.writeString(file, id + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
