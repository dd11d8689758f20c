// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.api.audit.AuditQuery;
import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.id.Uuid7;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.core.Outbox;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.TestMappings;
import io.custode.spi.event.EventListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
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
  private Delivery delivery;

  @BeforeAll
  static void patience() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
  }

  private void on(TestDatabases kind) {
    platform = new Platform(kind);
    listeners = new Listeners(platform.binder, mappings);
    acme = platform.tenant("Acme");
  }

  private void start() {
    delivery =
        new Delivery(
            platform.database.outbox(),
            listeners,
            platform.chain,
            platform.callers,
            platform.visibility,
            platform.database.binding());
  }

  @AfterEach
  void stop() throws Exception {
    if (delivery != null) {
      delivery.stop();
    }
  }

  private void listen(EventListener<BellRang> listener) {
    listeners.bindListener(listener, Map.of("custode.event.listens.to", BellRang.class.getName()));
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
}
