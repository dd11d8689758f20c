// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The schema extender in a real framework, with the built bundles. */
class ExtenderTest {
  private static final String STORE = "io.custode.persistence.TenantStore";
  private static final String BINDING = "io.custode.persistence.core.TenantBinding";
  private static final String OUTBOX = "io.custode.persistence.core.Outbox";
  private static final String HEALTH = "io.custode.spi.health.HealthCheck";

  @TempDir Path directory;
  private SmallFramework framework;

  @BeforeEach
  void start() throws Exception {
    framework =
        new SmallFramework(
            directory.resolve("cache"), Map.of("custode.home", directory.toString()));
  }

  @AfterEach
  void stop() throws Exception {
    framework.close();
  }

  private static final Map<String, String> CORE =
      Map.of(
          "Custode-Schema",
          "core",
          "Custode-Entities",
          NoteEntity.class.getName(),
          "Import-Package",
          "javax.persistence;version=\"[2.2,3)\",io.custode.persistence;version=\"[1.0,2)\","
              + "io.custode.persistence.core;version=\"[1.0,2)\"");

  private static Map<String, String> plugin(String id) {
    return Map.of("Custode-Plugin", id, "Custode-Entities", NoteEntity.class.getName());
  }

  private String changelog(String changeSets) {
    new ChangelogDirectory(directory).write("made.xml", changeSets);
    try {
      return Files.readString(directory.resolve("made.xml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, byte[]> files(String changeSets) {
    return SmallFramework.files(changelog(changeSets), NoteEntity.class);
  }

  private ServiceReference<?> store(String schema) {
    return find(STORE, "(custode.schema=" + schema + ")");
  }

  /** All of them: the framework would hide what its own class path has another class for. */
  private ServiceReference<?> find(String name, String filter) {
    try {
      var found = framework.context().getAllServiceReferences(name, filter);
      return found == null ? null : found[0];
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private ServiceReference<?> awaitStore(String schema) {
    return await().atMost(Duration.ofSeconds(60)).until(() -> store(schema), s -> s != null);
  }

  private Object service(Bundle for_, String name) {
    ServiceReference<?> reference =
        await().atMost(Duration.ofSeconds(60)).until(() -> find(name, null), s -> s != null);
    return for_.getBundleContext().getService(reference);
  }

  /** The classes in the framework are others than the test's, so by reflection. */
  private static Object call(Object target, String type, String name, Object... arguments) {
    try {
      Class<?> declared = target.getClass().getClassLoader().loadClass(type);
      for (Method method : declared.getMethods()) {
        if (method.getName().equals(name) && takes(method, arguments)) {
          return method.invoke(target, arguments);
        }
      }
      throw new IllegalStateException(name);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static boolean takes(Method method, Object... arguments) {
    Class<?>[] types = method.getParameterTypes();
    boolean fits = types.length == arguments.length;
    for (int i = 0; fits && i < types.length; i++) {
      fits = types[i].isInstance(arguments[i]);
    }
    return fits;
  }

  private static Object in(Object store, String verb, Function<Object, Object> work) {
    return call(store, STORE, verb, work);
  }

  private static Object bound(Object binding, String tenant, Supplier<Object> work) {
    try {
      Class<?> type = binding.getClass().getClassLoader().loadClass(BINDING + "$Binding");
      Object made =
          type.getConstructor(String.class, String.class, boolean.class)
              .newInstance(tenant, null, false);
      return call(binding, BINDING, "bind", made, work);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long count(Object entities) {
    Object query =
        call(
            entities,
            "javax.persistence.EntityManager",
            "createQuery",
            "select count(n) from NoteEntity n");
    try {
      return (Long)
          query
              .getClass()
              .getClassLoader()
              .loadClass("javax.persistence.Query")
              .getMethod("getSingleResult")
              .invoke(query);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private String health() {
    Object health = service(framework.context().getBundle(), HEALTH);
    return String.valueOf(call(health, HEALTH, "check"));
  }

  @Test
  void aStoreComesAndGoesWithItsBundleAndIsForItAlone() throws Exception {
    Bundle core = framework.install("custode-platform", CORE, files(ChangelogDirectory.NOTE));
    Bundle plugin =
        framework.install("acme-notes", plugin("acmenotes"), files(ChangelogDirectory.NOTE));
    core.start();
    plugin.start();
    ServiceReference<?> ofPlugin = awaitStore("pacmenotes");
    ServiceReference<?> ofCore = awaitStore("core");

    assertThat((Object) core.getBundleContext().getService(ofPlugin)).isNull();
    assertThat((Object) plugin.getBundleContext().getService(ofCore)).isNull();
    assertThat(service(plugin, BINDING)).isNull();
    assertThat(service(plugin, OUTBOX)).isNull();
    Object binding = service(core, BINDING);
    assertThat(service(core, OUTBOX)).isNotNull();

    Object store = plugin.getBundleContext().getService(ofPlugin);
    Object found = bound(binding, "blue", () -> in(store, "read", ExtenderTest::count));
    assertThat(found).isEqualTo(0L);
    assertThat(health()).contains("up=true").contains("Derby");

    plugin.stop();
    assertThat(store("pacmenotes")).isNull();
    plugin.start();
    awaitStore("pacmenotes");
  }

  @Test
  void aStopWaitsForRunningCalls() throws Exception {
    Bundle core = framework.install("custode-platform", CORE, files(ChangelogDirectory.NOTE));
    core.start();
    Object store = core.getBundleContext().getService(awaitStore("core"));
    Object binding = service(core, BINDING);
    var inside = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    var call =
        CompletableFuture.supplyAsync(
            () ->
                bound(
                    binding,
                    "blue",
                    () ->
                        in(
                            store,
                            "read",
                            entities -> {
                              inside.countDown();
                              waitFor(leave);
                              return count(entities);
                            })));
    waitFor(inside);
    var stop = CompletableFuture.runAsync(() -> stopped(core));
    await().atMost(Duration.ofSeconds(5)).until(() -> store("core") == null);
    assertThat(stop).isNotDone();
    leave.countDown();
    assertThat(call.get(5, TimeUnit.SECONDS)).isEqualTo(0L);
    stop.get(5, TimeUnit.SECONDS);
  }

  private static void stopped(Bundle bundle) {
    try {
      bundle.stop();
    } catch (org.osgi.framework.BundleException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFailureIsToldAndMendedByAnUpdate() throws Exception {
    Bundle plugin =
        framework.install(
            "acme-notes",
            plugin("acmenotes"),
            files(
                ChangelogDirectory.NOTE
                    + "<changeSet id=\"2\" author=\"a\"><sql>broken</sql></changeSet>"));
    plugin.start();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(health()).contains("pacmenotes=its changelog failed"));
    assertThat(health()).as("one plugin's fault is not the platform's").contains("up=true");
    assertThat(store("pacmenotes")).isNull();

    plugin.stop();
    plugin.update(
        SmallFramework.jar("acme-notes", plugin("acmenotes"), files(ChangelogDirectory.NOTE)));
    plugin.start();
    awaitStore("pacmenotes");
    assertThat(health()).doesNotContain("pacmenotes");
  }

  @Test
  void nobodyTakesTheSchemaOfAnother() throws Exception {
    Bundle thief = framework.install("acme-thief", CORE, files(ChangelogDirectory.NOTE));
    thief.start();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(health()).contains("schema core belongs to bundle custode-platform"));
    Bundle first =
        framework.install("acme-notes", plugin("acmenotes"), files(ChangelogDirectory.NOTE));
    first.start();
    awaitStore("pacmenotes");
    Bundle second =
        framework.install("acme-other", plugin("acmenotes"), files(ChangelogDirectory.NOTE));
    second.start();
    var both = new HashMap<>(plugin("acmefoo"));
    both.put("Custode-Schema", "core");
    framework.install("acme-both", both, files(ChangelogDirectory.NOTE)).start();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(health())
                    .contains("in use by bundle acme-notes")
                    .contains("drop the header Custode-Schema"));
    assertThat((Object) second.getBundleContext().getService(store("pacmenotes"))).isNull();
    assertThat((Object) first.getBundleContext().getService(store("pacmenotes"))).isNotNull();

    second.stop();
    assertThat(store("pacmenotes")).as("the owner keeps it").isNotNull();
  }

  @Test
  void aDatabaseThatIsAwayAtTheStartIsWaitedFor() throws Exception {
    framework.close();
    Path home = Files.createDirectory(directory.resolve("blocked"));
    Path inTheWay = Files.writeString(home.resolve("data"), "a file where Derby wants a directory");
    framework =
        new SmallFramework(directory.resolve("cache2"), Map.of("custode.home", home.toString()));
    framework.install("custode-platform", CORE, files(ChangelogDirectory.NOTE)).start();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(health()).contains("up=false").contains("database"));
    assertThat(store("core")).isNull();

    Files.delete(inTheWay);
    awaitStore("core");
    assertThat(health()).contains("up=true");
  }

  @Test
  void aBundleWithoutTablesGetsNone() throws Exception {
    Bundle bare =
        framework.install(
            "acme-bare",
            Map.of("Custode-Plugin", "acmebare"),
            Map.of("readme.txt", "nothing".getBytes(StandardCharsets.UTF_8)));
    bare.start();
    framework.install("custode-platform", CORE, files(ChangelogDirectory.NOTE)).start();
    awaitStore("core");
    assertThat(store("pacmebare")).isNull();
    assertThat(health()).contains("up=true").doesNotContain("acmebare");
  }
}
