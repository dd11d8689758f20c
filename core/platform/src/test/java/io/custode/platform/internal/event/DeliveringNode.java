// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import io.custode.api.event.EventId;
import io.custode.persistence.internal.database.Settings;
import io.custode.persistence.internal.schema.Persistence;
import io.custode.persistence.internal.schema.SchemaSource;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.TestMappings;
import io.custode.platform.internal.access.Binder;
import io.custode.platform.internal.access.Callers;
import io.custode.platform.internal.access.PlatformDoors;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.audit.AuditChain;
import io.custode.platform.internal.json.RecordJson;
import io.custode.platform.internal.rule.NodeName;
import io.custode.spi.event.EventListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that publishes and delivers until its input ends or somebody kills it. Arguments:
 * database URL, user, password, directory for {@code published} and {@code heard}.
 */
public final class DeliveringNode {
  /** Something of nobody's. */
  public record DropFell(EventId id, Instant at) implements io.custode.api.event.DomainEvent {}

  private DeliveringNode() {}

  public static void main(String[] args) throws Exception {
    var directory = Path.of(args[3]);
    var persistence = Persistence.open(new Settings(args[0], args[1], args[2], 5));
    var loader = Platform.class.getClassLoader();
    var names = Arrays.stream(Platform.entities()).map(Class::getName).toList();
    var store =
        persistence
            .open(
                new SchemaSource(
                    "core", loader, names, SchemaSource.CHANGELOG, loader::getResource, true))
            .store();
    var callers = new Callers();
    var visibility = new Visibility(store, persistence.binding());
    var doors = new PlatformDoors(callers, visibility, persistence.binding());
    var listeners =
        new Listeners(new Binder(callers, visibility, persistence.binding()), new TestMappings());
    EventListener<DropFell> hears = e -> note(directory.resolve("heard"), e.id().value());
    listeners.bindListener(
        hears,
        Map.of("component.name", "drops", "custode.event.listens.to", DropFell.class.getName()));
    var outbox = persistence.outbox();
    var json = new RecordJson();
    var events = new OutboxEvents(outbox, json);
    var delivery =
        new Delivery(
            outbox,
            listeners,
            new Subscriptions(store, visibility),
            new AuditChain(store, visibility, json),
            doors,
            new DeliveryTurn(
                store, visibility, outbox.isShared(), NodeName.unique(), Duration.ofSeconds(2)),
            new Pending(store, visibility, events, Pending.Patience.USUAL),
            outbox.isShared() ? new Follower(store, visibility, doors, listeners) : null);
    System.out.println("ready");
    while (System.in.available() == 0) {
      var drop = new DropFell(EventId.next(), Instant.now());
      visibility.asProvider(
          () ->
              store.write(
                  em -> {
                    events.publish(drop);
                    return true;
                  }));
      note(directory.resolve("published"), drop.id().value());
      LockSupport.parkNanos(2_000_000);
    }
    while (!outbox.due(1).isEmpty()) {
      LockSupport.parkNanos(100_000_000);
    }
    delivery.stop();
    persistence.close();
    System.exit(0);
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
