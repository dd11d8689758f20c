// SPDX-License-Identifier: Apache-2.0
package io.custode.console.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.custode.api.json.Json;
import io.custode.core.json.JsonMapping;
import io.custode.core.ui.UiContribution;
import io.custode.core.ui.UiPlugin;
import java.io.IOException;
import java.lang.reflect.Type;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;

class UiExtenderTest {
  private static final String PAGES =
      """
      {"sdk": "^1", "contributes": [
        {"point": "nav.page", "id": "a", "path": "/a", "export": "A", "title": {"en": "A"}},
        {"point": "asset.panel", "id": "b", "export": "A", "title": {"en": "B"},
         "requires": ["acme.thing.read", "acme.thing.write"]}]}
      """;

  @TempDir Path home;
  private final List<Long> told = new CopyOnWriteArrayList<>();
  private final JacksonMapping jackson = new JacksonMapping();
  private final UiExtender extender = extender(jackson);

  @AfterEach
  void close() {
    extender.close();
  }

  private UiExtender extender(JsonMapping mapping) {
    return new UiExtender(mapping, Duration.ofMillis(300), List.of(told::add));
  }

  private Bundle acme(long id, String version, String module, String... more) throws IOException {
    return plugin("acme", id, version, module, more);
  }

  private Bundle plugin(String plugin, long id, String version, String module, String... more)
      throws IOException {
    var files = new HashMap<String, byte[]>();
    files.put("contributions.json", PAGES.getBytes(StandardCharsets.UTF_8));
    files.put("index.js", module.getBytes(StandardCharsets.UTF_8));
    for (var name : more) {
      files.put(name, new byte[] {1});
    }
    var directory = Files.createDirectories(home.resolve("bundle" + id));
    return FakeBundle.of(directory, id, plugin, version, files);
  }

  private List<UiPlugin> offered(String... held) {
    return extender.offer(List.of(held)::contains).plugins();
  }

  private UiPlugin awaitVersion(String version) {
    await()
        .until(() -> offered().stream().map(UiPlugin::version).toList(), List.of(version)::equals);
    return offered().get(0);
  }

  @Test
  void aPluginsPagesComeAndGoAndEverybodyIsTold() throws Exception {
    assertThat(extender.offer(permission -> true).rev()).isZero();
    var start = extender.started(acme(7, "1.0.0", "export class A {}")).orElseThrow();
    assertThat(start.plugin()).isEqualTo("acme");
    var plugin = awaitVersion("1.0.0");
    assertThat(plugin.name()).isEqualTo("The name of acme");
    assertThat(plugin.module()).matches("/ui/plugins/acme/1\\.0\\.0-[0-9a-f]{16}/index\\.js");
    await().until(() -> told.size() == 1);
    assertThat(told).containsExactly(extender.offer(permission -> true).rev());
    extender.stopped(start);
    await().until(() -> offered().isEmpty());
    await().until(() -> told.size() == 2);
    assertThat(told.get(1)).isZero();
  }

  @Test
  void oneSeesWhatOneMay() throws Exception {
    extender.started(acme(7, "1.0.0", "export class A {}"));
    awaitVersion("1.0.0");
    assertThat(ids("acme.thing.read")).containsExactly("a");
    assertThat(ids("acme.thing.read", "acme.thing.write")).containsExactly("a", "b");
  }

  private List<String> ids(String... held) {
    return offered(held).get(0).contributes().stream().map(UiContribution::id).toList();
  }

  @Test
  void anUpdateShowsNoGap() throws Exception {
    var first = extender.started(acme(7, "1.0.0", "export class A {}")).orElseThrow();
    var old = awaitVersion("1.0.0");
    extender.stopped(first);
    extender.started(acme(8, "1.1.0", "export class A { b() {} }"));
    var next = awaitVersion("1.1.0");
    assertThat(next.module()).isNotEqualTo(old.module());
    // what was to withdraw the former version finds another in its place
    extender.started(acme(9, "1.2.0", "export class A { c() {} }"));
    awaitVersion("1.2.0");
    await().until(() -> told.size() == 3);
    assertThat(told).doesNotContain(0L);
    assertThat(extender.uis().file(old.module())).isNotNull();
  }

  @Test
  void whatStopsAndStartsAtOnceKeepsItsPages() throws Exception {
    var acme = acme(7, "1.0.0", "export class A {}");
    var other = plugin("other", 8, "1.0.0", "export class A {}");
    var first = extender.started(acme).orElseThrow();
    var witness = extender.started(other).orElseThrow();
    await().until(() -> plugins().equals(List.of("acme", "other")));
    extender.stopped(first);
    extender.started(acme);
    // what stops later is withdrawn later: by then the first stop has had its turn
    extender.stopped(witness);
    await().until(() -> !plugins().contains("other"));
    assertThat(plugins()).containsExactly("acme");
    assertThat(extender.check().detail()).isEqualTo("plugins with pages: 1");
  }

  private List<String> plugins() {
    return offered().stream().map(UiPlugin::id).toList();
  }

  @Test
  void whatIsNotAsTheContractWantsItIsRefusedAndSaysWhy() throws Exception {
    extender.started(acme(7, "1.0.0", "export class A {}"));
    awaitVersion("1.0.0");
    extender.started(acme(8, "1.1.0", "export class Other {}"));
    await().until(() -> offered().isEmpty());
    assertThat(extender.check().up()).isTrue();
    assertThat(extender.check().detail())
        .contains("refused: acme: contributes[0].export: the module exports no A");
    extender.started(acme(9, "1.2.0", "export class A {}"));
    awaitVersion("1.2.0");
    assertThat(extender.check().detail()).isEqualTo("plugins with pages: 1");
  }

  /** A fault that nobody thought of is one as any other: what was offered before goes. */
  @Test
  void whatBreaksTheReadingIsRefusedAndSaysWhy() throws Exception {
    var breaks = new AtomicReference<RuntimeException>();
    var fragile =
        extender(
            new JsonMapping() {
              @Override
              public Json write(Object value) {
                return jackson.write(value);
              }

              @Override
              public <T> T read(Json json, Type type) {
                if (breaks.get() != null) {
                  throw breaks.get();
                }
                return jackson.read(json, type);
              }
            });
    try {
      fragile.started(acme(7, "1.0.0", "export class A {}"));
      await().until(() -> fragile.check().detail().equals("plugins with pages: 1"));
      breaks.set(new IllegalStateException("it broke"));
      fragile.started(acme(8, "1.1.0", "export class A {}"));
      await().until(() -> fragile.check().detail().contains("refused: acme: cannot be read: "));
      assertThat(fragile.check().detail()).contains("plugins with pages: 0;", "it broke");
      await().until(() -> told.size() == 2);
      assertThat(told.get(1)).isZero();
    } finally {
      fragile.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"page.html", "run.exe", "a b.js", "deep/x.sh"})
  void aFileThatIsNotServedRefusesAll(String name) throws Exception {
    extender.started(acme(7, "1.0.0", "export class A {}", name));
    await().until(() -> extender.check().detail().contains("is not served"));
    assertThat(offered()).isEmpty();
  }

  @Test
  void tooMuchIsRefused() throws Exception {
    extender.started(acme(7, "1.0.0", "export class A {}" + " ".repeat(2 * 1024 * 1024)));
    await().until(() -> extender.check().detail().contains("ui/ is too large"));
  }

  @Test
  void aBundleThatIsNoPluginOrHasNoPagesIsLeftAlone() throws Exception {
    var files = Map.of("contributions.json", PAGES.getBytes(StandardCharsets.UTF_8));
    var stranger = FakeBundle.of(Files.createDirectory(home.resolve("s")), 1, null, "1.0", files);
    assertThat(extender.started(stranger)).isEmpty();
    var plain = Files.createDirectory(home.resolve("p"));
    assertThat(extender.started(FakeBundle.of(plain, 2, "acme", "1.0", Map.of()))).isEmpty();
  }

  @Test
  void filesAreServedForGoodAndNothingElseIs() throws Exception {
    extender.started(acme(7, "1.0.0", "export class A {}", "part/look.css"));
    var module = awaitVersion("1.0.0").module();
    var server = new Server(new InetSocketAddress("127.0.0.1", 0));
    var context = new ServletContextHandler();
    context.addServlet(new ServletHolder(new PluginFiles(extender.uis())), "/ui/plugins/*");
    server.setHandler(context);
    server.start();
    try {
      int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
      var answer = get(port, module);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("export class A {}");
      assertThat(header(answer, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
      assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(header(answer, "Content-Type")).startsWith("text/javascript");
      var base = module.substring(0, module.lastIndexOf('/') + 1);
      assertThat(header(get(port, base + "part/look.css"), "Content-Type")).startsWith("text/css");
      for (var path :
          List.of(
              base + "contributions.json",
              base + "../index.js",
              base + "%2e%2e/index.js",
              base + "..%2f..%2fMETA-INF/MANIFEST.MF",
              base,
              "/ui/plugins/acme/index.js")) {
        assertThat(get(port, path).statusCode()).as(path).isIn(400, 404);
      }
    } finally {
      server.stop();
    }
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void formerFilesAreThereForTenMinutes() {
    var now = new AtomicReference<>(Instant.EPOCH);
    var uis = new PluginUis(new Turned(now));
    uis.put(ui("1.0.0"));
    uis.put(ui("1.1.0"));
    now.set(Instant.EPOCH.plus(Duration.ofMinutes(10)));
    assertThat(uis.file("/ui/plugins/acme/1.0.0/index.js")).isNotNull();
    now.set(Instant.EPOCH.plus(Duration.ofMinutes(10)).plusMillis(1));
    assertThat(uis.file("/ui/plugins/acme/1.0.0/index.js")).isNull();
    assertThat(uis.file("/ui/plugins/acme/1.1.0/index.js")).isNotNull();
  }

  private static PluginUi ui(String version) {
    var module = "/ui/plugins/acme/" + version + "/index.js";
    return new PluginUi(
        new UiPlugin("acme", version, "Acme", "^1", module, List.of()),
        Map.of(module, new ConsoleFile("index.js", new byte[] {1})));
  }

  /** A clock that is set by hand. */
  private static final class Turned extends Clock {
    private final AtomicReference<Instant> now;

    Turned(AtomicReference<Instant> now) {
      this.now = now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now.get();
    }
  }
}
