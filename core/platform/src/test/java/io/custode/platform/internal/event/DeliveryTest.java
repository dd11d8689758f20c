// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.api.audit.AuditQuery;
import io.custode.api.error.Forbidden;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.EventStuck;
import io.custode.api.event.TenantEvent;
import io.custode.api.id.Uuid7;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.core.Outbox;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.TestMappings;
import io.custode.platform.internal.gate.WorkGate;
import io.custode.platform.internal.rule.NodeName;
import io.custode.spi.event.EventListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of that which was committed. */
class DeliveryTest {
  /** Something of a tenant's. */
  public record BellRang(EventId id, Instant at, TenantId tenant, String door)
      implements TenantEvent {}

  private final TestMappings mappings = new TestMappings();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private Platform platform;
  private Listeners listeners;
  private TenantId acme;
  private final List<Delivery> nodes = new ArrayList<>();
  private Delivery delivery;

  @BeforeAll
  static void patience() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
  }

  private void on(TestDatabases kind) {
    platform = new Platform(kind);
    listeners = new Listeners(platform.binder, platform.calls(new WorkGate()), mappings);
    acme = platform.tenant("Acme");
  }

  private void start() {
    delivery = node();
  }

  /** A node that is as patient as a test. */
  private Delivery node() {
    var outbox = platform.database.outbox();
    var made =
        new Delivery(
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
            new Pending(
                platform.store,
                platform.visibility,
                platform.events,
                new Pending.Patience(3, Duration.ofMillis(20))),
            new WorkGate(),
            outbox.isShared()
                ? new Follower(platform.store, platform.visibility, platform.doors, listeners)
                : null);
    nodes.add(made);
    return made;
  }

  @AfterEach
  void stop() throws Exception {
    for (var node : nodes) {
      node.stop();
    }
    if (platform != null) {
      // nothing is kept for the listeners of this test
      new Subscriptions(platform.store, platform.visibility).forget("core");
    }
  }

  private void listen(EventListener<BellRang> listener) {
    listen("test." + Uuid7.next(), listener);
  }

  private void listen(String name, EventListener<BellRang> listener) {
    listeners.bindListener(
        listener,
        Map.of("component.name", name, "custode.event.listens.to", BellRang.class.getName()));
  }

  private void ring(String door) {
    write(() -> publish(door));
  }

  private void publish(String door) {
    platform.events.publish(new BellRang(EventId.next(), Instant.now(), acme, door));
  }

  private void write(Runnable work) {
    platform.in(
        acme,
        () ->
            platform.store.write(
                em -> {
                  work.run();
                  return true;
                }));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatWasCommittedIsHeardInOrderInItsTenant(TestDatabases kind) {
    on(kind);
    listen(e -> heard.add(e.door() + " " + platform.binder.current().orElseThrow().equals(acme)));
    start();
    ring("front");
    assertThatThrownBy(
            () ->
                write(
                    () -> {
                      publish("never");
                      throw new IllegalStateException("rolled back");
                    }))
        .hasMessage("rolled back");
    ring("back");
    await().until(() -> heard.size() >= 2);
    assertThat(heard).containsExactly("front true", "back true");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatWasNotHeardComesAgain(TestDatabases kind) {
    on(kind);
    listen(
        e -> {
          heard.add(e.id().value());
          if (heard.size() == 1) {
            throw new IllegalStateException("not now");
          }
        });
    start();
    ring("front");
    await().until(() -> heard.size() == 2);
    assertThat(heard.get(1)).isEqualTo(heard.get(0));
    // and no third time
    ring("back");
    await().until(() -> heard.size() == 3);
    assertThat(heard.get(2)).isNotEqualTo(heard.get(0));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatANodeLeftBehindTheNextDelivers(TestDatabases kind) throws Exception {
    on(kind);
    listen(e -> heard.add(e.door()));
    start();
    delivery.stop();
    ring("front");
    assertThat(heard).isEmpty();
    start();
    await().until(() -> heard.equals(List.of("front")));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoLeftHearsNothingAndLeavesNothing(TestDatabases kind) {
    on(kind);
    EventListener<BellRang> gone = e -> heard.add("gone");
    listen(gone);
    listen(e -> heard.add("here"));
    listeners.unbindListener(gone);
    assertThat(mappings.out()).isEqualTo(1);
    start();
    ring("front");
    await().until(() -> !heard.isEmpty());
    assertThat(heard).containsExactly("here");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatCannotBeRecordedHoldsUpNothing(TestDatabases kind) {
    on(kind);
    var bad = Uuid7.next();
    var target = "door/" + Uuid7.next();
    var outbox = platform.database.outbox();
    write(
        () -> {
          outbox.append(bad, "audit", "core.door.open", acme.value(), "{\"no\":\"entry\"}");
          platform.audit.record("core.door.open", target, Json.EMPTY);
        });
    start();
    var query = new AuditQuery(null, null, target);
    await()
        .until(
            () ->
                platform
                    .in(acme, () -> platform.audit.find(query, PageRequest.first()))
                    .items()
                    .size(),
            size -> size == 1);
    outbox.delivered(
        List.of(new Outbox.Entry("core", bad, "audit", "", null, "", Instant.now(), 0)));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatWasDoneIsInTheRecordOnce(TestDatabases kind) {
    on(kind);
    start();
    var target = "door/" + Uuid7.next();
    var query = new AuditQuery(null, null, target);
    platform.in(
        acme,
        () -> {
          platform.audit.record("core.door.open", target, Json.EMPTY);
          return true;
        });
    await()
        .until(
            () ->
                platform
                    .in(acme, () -> platform.audit.find(query, PageRequest.first()))
                    .items()
                    .size(),
            size -> size == 1);
    var entry =
        platform.in(acme, () -> platform.audit.find(query, PageRequest.first())).items().get(0);
    assertThat(entry.actor()).isEqualTo("boss");
    assertThat(entry.tenant()).isEqualTo(acme);
    await()
        .until(
            () ->
                platform.database.outbox().due(10_000).stream()
                    .noneMatch(due -> due.id().equals(entry.id().value())));
  }

  private StuckEvents stuck() {
    return new StuckEvents(platform.store, platform.visibility, platform.callers, platform.audit);
  }

  private List<StuckEvents.StuckEvent> stuckOf(String name) {
    return platform.as(platform.boss, () -> stuck().find(PageRequest.first(500))).items().stream()
        .filter(e -> e.listener().equals(name))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoNeverTakesAnEventHoldsUpNobodyAndSomebodyDecides(TestDatabases kind) {
    on(kind);
    var name = "test.poisoned-" + Uuid7.next();
    var tries = new AtomicInteger();
    var cured = new AtomicBoolean();
    listen(
        name,
        e -> {
          if (e.door().startsWith("bad") && !cured.get()) {
            tries.incrementAndGet();
            throw new NoClassDefFoundError("it lacks something");
          }
          heard.add("sick " + e.door());
        });
    listen(e -> heard.add("well " + e.door()));
    var told = new CopyOnWriteArrayList<EventStuck>();
    EventListener<EventStuck> hears = told::add;
    listeners.bindListener(
        hears,
        Map.of(
            "custode.event.listens.to",
            EventStuck.class.getName(),
            "component.name",
            name + "-told"));
    start();
    ring("bad 1");
    ring("bad 2");
    ring("good");
    await().until(() -> stuckOf(name).size() == 2);
    assertThat(tries).as("attempts at two events").hasValue(6);
    assertThat(heard)
        .containsExactlyInAnyOrder("well bad 1", "well bad 2", "well good", "sick good");
    var first = stuckOf(name).get(0);
    assertThat(first.attempts()).isEqualTo(3);
    assertThat(first.type()).isEqualTo("DeliveryTest$BellRang");
    assertThat(first.tenant()).isEqualTo(acme);
    assertThat(first.reason()).contains("it lacks something");
    assertThat(new StuckHealth(stuck()).check().detail()).contains("stuck-event-list");
    await().until(() -> told.stream().filter(e -> e.listener().equals(name)).count() == 2);

    cured.set(true);
    platform.as(platform.boss, () -> stuck().replay(first.id()));
    await().until(() -> heard.contains("sick bad 1") || heard.contains("sick bad 2"));
    platform.as(platform.boss, () -> stuck().drop(stuckOf(name).get(0).id()));
    assertThat(stuckOf(name)).isEmpty();
    assertThatThrownBy(() -> platform.as(platform.boss, () -> stuck().replay(first.id())))
        .isInstanceOf(NotFound.class);
    var curious = Platform.technician("curious", "core.event.read");
    assertThatThrownBy(() -> platform.as(curious, () -> stuck().find(PageRequest.first())))
        .isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> platform.as(curious, () -> stuck().drop(first.id())))
        .isInstanceOf(Forbidden.class);
    await()
        .until(
            () ->
                platform
                    .as(
                        platform.boss,
                        () ->
                            platform.audit.find(
                                new AuditQuery(null, null, "event/" + first.event()),
                                PageRequest.first()))
                    .items()
                    .size(),
            size -> size == 1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoIsAwayForAMomentMissesNothing(TestDatabases kind) throws Exception {
    on(kind);
    var name = "test.updated-" + Uuid7.next();
    EventListener<BellRang> before = e -> heard.add("before " + e.door());
    listen(name, before);
    start();
    ring("front");
    await().until(() -> heard.equals(List.of("before front")));
    listeners.unbindListener(before);
    ring("back");
    // a node that starts knows of it, too
    delivery.stop();
    start();
    await()
        .until(
            () ->
                platform.database.outbox().due(10_000).stream()
                    .noneMatch(e -> e.payload().contains("back")));
    listen(name, e -> heard.add("after " + e.door()));
    await().until(() -> heard.equals(List.of("before front", "after back")));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void nothingWaitsForAPluginThatWasTakenOut(TestDatabases kind) {
    on(kind);
    var name = "test.gone-" + Uuid7.next();
    EventListener<BellRang> gone = e -> heard.add(e.door());
    listen(name, gone);
    start();
    ring("front");
    await().until(() -> heard.equals(List.of("front")));
    listeners.unbindListener(gone);
    var other = new Subscriptions(platform.store, platform.visibility);
    assertThat(other.of(BellRang.class.getName())).contains(name);
    // what is no plugin's is core's
    other.forget("core");
    assertThat(other.of(BellRang.class.getName())).doesNotContain(name);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatIsOfEveryNodeIsHeardOnEachAndAllElseOnce(TestDatabases kind) throws Exception {
    on(kind);
    if (!platform.database.outbox().isShared()) {
      return; // one process has it for itself
    }
    var name = "test.once-" + Uuid7.next();
    listen(name, e -> heard.add("once " + e.door()));
    EventListener<BellRang> each = e -> heard.add("each " + e.door());
    listeners.bindListener(
        each,
        Map.of(
            "component.name",
            name + "-each",
            "custode.event.on.every.node",
            true,
            "custode.event.listens.to",
            BellRang.class.getName()));
    var first = node();
    var second = node();
    await().until(() -> nodes.stream().allMatch(Delivery::isFollowing));
    var expected = new ArrayList<String>();
    for (int i = 0; i < 30; i++) {
      ring("" + i);
      expected.addAll(List.of("once " + i, "each " + i, "each " + i));
      if (i == 15) {
        // whichever had the turn, the other goes on
        first.stop();
        first = node();
        var started = first;
        await().until(started::isFollowing);
      }
    }
    await()
        .during(Duration.ofMillis(500))
        .until(() -> heard.stream().filter(h -> h.startsWith("once")).count() == 30);
    assertThat(heard.stream().filter(h -> h.startsWith("once")).toList())
        .as("once, in order")
        .containsExactlyElementsOf(expected.stream().filter(h -> h.startsWith("once")).toList());
    assertThat(heard).contains("each 0", "each 29");
    second.stop();
  }
}
