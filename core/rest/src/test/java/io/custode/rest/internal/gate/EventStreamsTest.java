// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.api.agent.AgentId;
import io.custode.api.asset.AssetId;
import io.custode.api.json.Json;
import io.custode.api.metric.MetricBatch;
import io.custode.api.metric.MetricPoint;
import io.custode.api.tenant.TenantId;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamsTest {
  private static final String EVENTS = "/api/v1/events";
  private static final AssetId PC = AssetId.next();
  private static final AssetId LAPTOP = AssetId.next();

  private Door door;

  @BeforeEach
  void open() throws Exception {
    door =
        new Door(
            Map.of(
                "heartbeatSeconds",
                1,
                "recheckSeconds",
                1,
                "streamsPerCaller",
                2,
                "streamQueue",
                50));
    door.people.technician("all", "core.event.read", "core.metric.read");
    door.people.technician("events", "core.event.read");
    door.people.technician("metrics", "core.metric.read");
    door.people.technician("none", "core.thing.read");
    door.people.contact("acme", People.ACME, "core.event.read", "core.metric.read");
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void eachHearsWhatHeMay() {
    var all = listen("all", EVENTS);
    var events = listen("events", EVENTS);
    var metrics = listen("metrics", EVENTS);
    var acme = listen("acme", EVENTS);
    var beta = listen("all", "/api/v1/tenants/" + People.BETA + "/events");
    publish("AcmeHappened", People.ACME, PC);
    publish("BetaHappened", People.BETA, LAPTOP);
    publish("ProviderHappened", null, LAPTOP);
    door.streams.on(batch(People.ACME, PC));
    door.streams.on(batch(People.BETA, LAPTOP));
    publish("Last", People.ACME, PC);
    publish("LastOfBeta", People.BETA, PC);
    hears(
        all,
        "AcmeHappened",
        "BetaHappened",
        "ProviderHappened",
        "metric",
        "metric",
        "Last",
        "LastOfBeta");
    hears(events, "AcmeHappened", "BetaHappened", "ProviderHappened", "Last", "LastOfBeta");
    hears(metrics, "metric", "metric");
    hears(acme, "AcmeHappened", "metric", "Last");
    hears(beta, "BetaHappened", "metric", "LastOfBeta");
    assertThat(String.join("\n", acme)).doesNotContain(People.BETA.value());
  }

  @Test
  void anAssetCanBeHeardAlone() {
    var pc = listen("all", EVENTS + "?asset=" + PC);
    publish("LaptopHappened", People.ACME, LAPTOP);
    door.streams.on(
        "Fake", People.ACME, new Json("{\"name\":\"\\\"asset\\\":\\\"" + PC + "\\\"\"}"));
    publish("PcHappened", People.ACME, PC);
    door.streams.on(batch(People.ACME, LAPTOP));
    door.streams.on(batch(People.ACME, PC));
    hears(pc, "PcHappened", "metric");
    assertThat(door.get("all", EVENTS + "?asset=7").status()).isEqualTo(400);
  }

  @Test
  void everybodyHearsThatPagesOfPluginsChanged() {
    var streams =
        List.of(
            listen("all", EVENTS + "?asset=" + PC),
            listen("metrics", EVENTS),
            listen("acme", EVENTS),
            listen("all", "/api/v1/tenants/" + People.BETA + "/events"));
    door.streams.changed(7);
    for (var stream : streams) {
      hears(stream, "contributions");
      assertThat(stream).contains("data: {\"rev\":7}");
    }
  }

  @Test
  void aMessageIsWellFormed() {
    var all = listen("all", EVENTS);
    door.streams.on("Strange", People.ACME, new Json("{\"a\":\n\"data: x\\n\\nevent: forged\"}"));
    hears(all, "Strange");
    var at = all.indexOf("event: Strange");
    assertThat(all.get(at - 1)).matches("id: \\d+");
    assertThat(all.get(at + 1)).isEqualTo("data: {\"a\": \"data: x\\n\\nevent: forged\"}");
    assertThat(all.get(at + 2)).isEmpty();
    await().untilAsserted(() -> assertThat(all).contains(": still here"));
  }

  @Test
  void whoMayNotIsRefused() {
    assertThat(door.get("none", EVENTS).status()).isEqualTo(403);
    assertThat(door.get("acme", "/api/v1/tenants/" + People.BETA + "/events").status())
        .isEqualTo(404);
    assertThat(door.post("all", EVENTS, "{}").status()).isEqualTo(405);
    listen("all", EVENTS);
    listen("all", EVENTS);
    var third = door.get("all", EVENTS);
    assertThat(third.status()).isEqualTo(429);
    assertThat(third.problem()).isEqualTo("too-many");
  }

  @Test
  void aStreamEndsWithItsSignInAndItsPermissions() {
    var all = listen("all", EVENTS);
    var events = listen("events", EVENTS);
    door.people.tokens.remove("all");
    await().until(() -> door.streams.open() == 1);
    await().untilAsserted(() -> assertThat(all).last().isEqualTo("END"));

    door.people.tokens.put("events", door.people.tokens.get("none"));
    var before = new AtomicInteger(-1);
    await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              int now = heard(events).size();
              boolean quiet = before.getAndSet(now) == now;
              publish("Secret", People.ACME, PC);
              return quiet;
            });
    assertThat(door.streams.open()).isEqualTo(1);
  }

  @Test
  void whoDoesNotReadLosesTheStream() throws Exception {
    try (var socket = new Socket("127.0.0.1", door.port())) {
      socket.setReceiveBufferSize(4096);
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + EVENTS
                      + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer all\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      await().until(() -> door.streams.open() == 1);
      var large = new Json("{\"text\":\"" + "x".repeat(200_000) + "\"}");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                door.streams.on("Large", People.ACME, large);
                return door.streams.open() == 0;
              });
    }
  }

  @Test
  void whoGoesAwayIsForgotten() throws IOException {
    try (var socket = new Socket("127.0.0.1", door.port())) {
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + EVENTS
                      + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer all\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      await().until(() -> door.streams.open() == 1);
    }
    // the next sign of life finds nobody there
    await().atMost(Duration.ofSeconds(30)).until(() -> door.streams.open() == 0);
  }

  private List<String> listen(String who, String path) {
    var lines = new CopyOnWriteArrayList<String>();
    door.http
        .sendAsync(
            door.request(who, path).timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofLines())
        .thenAcceptAsync(
            answer -> {
              answer.body().forEach(lines::add);
              lines.add("END");
            });
    await().untilAsserted(() -> assertThat(lines).contains("event: ready"));
    return lines;
  }

  private static List<String> heard(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("event: ") && !line.equals("event: ready"))
        .map(line -> line.substring("event: ".length()))
        .toList();
  }

  private static void hears(List<String> lines, String... events) {
    await().untilAsserted(() -> assertThat(heard(lines)).containsExactly(events));
  }

  private void publish(String type, TenantId tenant, AssetId asset) {
    door.streams.on(
        type, tenant, new Json("{\"tenant\":\"" + tenant + "\",\"asset\":\"" + asset + "\"}"));
  }

  private static MetricBatch batch(TenantId tenant, AssetId asset) {
    return new MetricBatch(
        tenant,
        asset,
        AgentId.next(),
        List.of(new MetricPoint("cpu.used", "%", 7.5, Instant.EPOCH)));
  }
}
