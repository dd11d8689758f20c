// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.module;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.custode.agent.api.Settings;
import io.custode.agent.internal.action.HandlerProbe;
import io.custode.agent.internal.action.HandlerRegistry;
import io.custode.agent.internal.machine.MetricSources;
import io.custode.agent.internal.testing.Authority;
import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.Message.ModuleOffer;
import io.custode.agent.protocol.Message.ModuleRelease;
import io.custode.agent.protocol.Message.ModuleWithdrawal;
import io.custode.agent.protocol.ModuleDescriptor;
import io.custode.agent.protocol.ModuleEnd;
import io.custode.agent.protocol.ModuleState;
import io.custode.agent.testmodule.Deaf;
import io.custode.agent.testmodule.Greeter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real bundle in a real framework. */
class ModuleLoaderTest {
  private static final Instant LATER = Instant.now().plusSeconds(3600);

  @TempDir Path home;
  private final HandlerRegistry handlers = new HandlerRegistry();
  private final MetricSources metrics = new MetricSources(List::of);
  private Authority authority;
  private List<Authority> trusted;
  private ModuleFramework framework;
  private Authority publisher;
  private byte[] served = new byte[0];
  private String id = "greeter";
  private int fetched;
  private boolean full;

  @BeforeEach
  void start() throws Exception {
    authority = new Authority();
    publisher = new Authority("CN=Publisher", Duration.ZERO);
    trusted = List.of(authority);
    framework = framework();
  }

  @AfterEach
  void stop() {
    System.clearProperty("greeter.deaf");
    framework.stop();
  }

  @Test
  void aModuleJoinsHotIsUpdatedAndStartsAgain() throws Exception {
    loader().take(offer("1.0.0", 1, served = bundle("1.0.0", true)));
    assertThat(greeting()).isEqualTo("{\"text\":\"Hello Ada of 1.0.0\"}");
    assertThat(home.resolve("data/greeter/greeted")).hasContent("Ada");

    var loader = loader();
    loader.take(offer("1.1.0", 2, served = bundle("1.1.0", true)));
    assertThat(greeting()).isEqualTo("{\"text\":\"Hello Ada of 1.1.0\"}");
    loader.stopped();
    assertThat(home.resolve("modules/greeter").toFile().list()).hasSize(2);

    framework.stop();
    assertThat(HandlerProbe.run(handlers, "greeter.greet", "{}")).isEmpty();
    framework = framework();
    loader().startKept();
    assertThat(greeting()).isEqualTo("{\"text\":\"Hello Ada of 1.1.0\"}");
  }

  @Test
  void aModuleOutlivesTheAuthorityThatSignedItFirst() throws Exception {
    var first = authority;
    var next = new Authority("CN=Next authority", Duration.ZERO);
    var offer = offer("1.0.0", 7, served = bundle("1.0.0", true));
    loader().take(offer);
    trusted = List.of(first, next);
    authority = next;
    served = new byte[0]; // it is not fetched again
    loader().take(signed(offer.descriptor()));
    trusted = List.of(next);
    framework.stop();
    framework = framework();
    loader().startKept();
    assertThat(greeting()).contains("of 1.0.0");
    assertThat(store().counter("greeter")).isEqualTo(7);

    loader().take(offer("1.1.0", 8, served = bundle("1.1.0", true)));
    assertThat(greeting()).contains("of 1.1.0");
    authority = first; // its signature counts no more
    loader().take(offer("1.0.0", 9, served = bundle("1.0.0", true)));
    assertThat(greeting()).contains("of 1.1.0");
  }

  @Test
  void whatDoesNotStartLeavesTheOneBefore() throws Exception {
    loader().take(offer("1.0.0", 1, served = bundle("1.0.0", true)));
    loader().take(offer("1.1.0", 2, served = bundle("1.1.0", false)));
    assertThat(greeting()).isEqualTo("{\"text\":\"Hello Ada of 1.0.0\"}");
    assertThat(store().of("greeter").orElseThrow().descriptor().version()).isEqualTo("1.0.0");
  }

  @Test
  void wrongBytesAreRefused() throws Exception {
    var good = bundle("1.0.0", true);
    var offer = offer("1.0.0", 1, good);
    served = good.clone();
    served[good.length / 2] ^= 1;
    loader().take(offer);
    served = Arrays.copyOf(good, good.length + 1);
    loader().take(offer);
    served = Arrays.copyOf(good, good.length - 1);
    loader().take(offer);
    nothingRuns();
  }

  @Test
  void onlyThePlatformVouches() throws Exception {
    served = bundle("1.0.0", true);
    var offer = offer("1.0.0", 1, served);
    loader().take(new ModuleOffer(offer.descriptor() + " ", offer.signature()));
    loader().take(new ModuleOffer(offer.descriptor(), new Authority().sign(offer.descriptor())));
    loader().take(new ModuleOffer(offer.descriptor(), "rubbish"));
    loader().take(signed("{}"));
    loader().take(signed(offer.descriptor().replace("greeter", "../../x")));
    loader().take(signed(offer.descriptor().replace("1.0.0", "../x")));
    loader().take(signed(offer.descriptor().replaceAll("\"size\":\\d+", "\"size\":99999999999")));
    loader()
        .take(signed(offer.descriptor().replaceAll("\"expires\":\"\\d+", "\"expires\":\"2000")));
    nothingRuns();
  }

  @Test
  void anOlderOfferIsRefused() throws Exception {
    var old = bundle("1.0.0", true);
    loader().take(offer("1.1.0", 2, served = bundle("1.1.0", true)));
    loader().take(offer("1.0.0", 1, served = old));
    loader().take(offer("1.0.0", 2, served = old));
    assertThat(greeting()).isEqualTo("{\"text\":\"Hello Ada of 1.1.0\"}");
  }

  @Test
  void aDamagedJarIsNotStartedAndTakenAgainWhenOffered() throws Exception {
    served = bundle("1.0.0", true);
    var offer = offer("1.0.0", 1, served);
    loader().take(offer);
    framework.stop();
    Files.write(store().of("greeter").orElseThrow().jar(), new byte[] {1});
    framework = framework();
    loader().startKept();
    assertThat(HandlerProbe.run(handlers, "greeter.greet", "{}")).isEmpty();
    loader().take(offer);
    assertThat(greeting()).contains("1.0.0");
  }

  @Test
  void onlyItsPublisherSigned() throws Exception {
    var unsigned = unsigned("1.0.0", true);
    loader().take(offer("1.0.0", 1, served = unsigned));
    loader().take(offer("1.0.0", 1, served = new Authority().signJar(unsigned)));
    nothingRuns();
    loader().take(offer("1.0.0", 1, served = bundle("1.0.0", true)));
    assertThat(greeting()).contains("1.0.0");
    publisher = new Authority(); // the platform vouches, and yet it is another one's
    loader().take(offer("1.1.0", 2, served = bundle("1.1.0", true)));
    assertThat(greeting()).contains("1.0.0");
  }

  @Test
  void whatCrashesThreeTimesIsHeldBackUntilItIsReleasedOrReplaced() throws Exception {
    var loader = loader();
    loader.take(offer("1.0.0", 1, served = bundle("1.0.0", true)));
    var offer = offer("1.1.0", 2, served = broken("1.1.0"));
    loader.take(offer);
    assertThat(shown(loader)).containsExactly("1.0.0 RUNNING 0 0", "1.1.0 FAILED 1 0");
    later(loader);
    later(loader);
    assertThat(shown(loader)).containsExactly("1.0.0 RUNNING 0 0", "1.1.0 HELD 3 1");
    assertThat(loader.states().get(1).reason()).contains("could not be made");
    assertThat(greeting()).contains("1.0.0");

    int before = fetched;
    later(loader);
    loader.take(offer);
    assertThat(fetched).as("held is not even fetched").isEqualTo(before);
    loader.take(new ModuleRelease("greeter", hash(served), 7)); // of another time
    assertThat(shown(loader)).contains("1.1.0 HELD 3 1");
    loader.take(new ModuleRelease("greeter", hash(served), 1));
    assertThat(shown(loader)).containsExactly("1.0.0 RUNNING 0 0");
    loader.take(offer);
    later(loader);
    later(loader);
    assertThat(shown(loader)).contains("1.1.0 HELD 3 2");

    loader.take(offer("1.2.0", 3, served = bundle("1.2.0", true)));
    assertThat(shown(loader)).containsExactly("1.2.0 RUNNING 0 0");
    assertThat(greeting()).contains("1.2.0");
  }

  @Test
  void aThreadThatEndsIsACrashOfItsModule() throws Exception {
    var loader = loader();
    var ended = new LinkedBlockingQueue<Throwable>();
    var before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> ended.add(thrown));
    try {
      loader.take(offer("1.0.0", 1, served = bundle("1.0.0", true)));
      for (int crash = 1; crash <= 3; crash++) {
        greeting();
        HandlerProbe.run(handlers, "greeter.greet", "{\"name\":\"crash\"}");
        var thrown = ended.take();
        assertThat(framework.owner(new IllegalStateException().getStackTrace())).isEmpty();
        assertThat(framework.owner(thrown.getStackTrace())).contains("greeter");
        loader.crashed("greeter", "a thread ended");
        later(loader);
      }
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    assertThat(shown(loader)).containsExactly("1.0.0 HELD 3 1");
    assertThat(HandlerProbe.run(handlers, "greeter.greet", "{}")).isEmpty();
    framework.stop();
    framework = framework();
    var next = loader();
    next.startKept();
    assertThat(shown(next)).containsExactly("1.0.0 HELD 3 1");
    next.take(new ModuleRelease("greeter", hash(served), 1));
    assertThat(greeting()).contains("1.0.0");
    assertThat(shown(next)).containsExactly("1.0.0 RUNNING 0 1");
  }

  @Test
  void whatTheAgentDiesOfIsNotStartedForEver() throws Exception {
    loader().take(offer("1.0.0", 1, served = bundle("1.0.0", true)));
    for (int death = 1; death <= 3; death++) {
      framework.stop();
      framework = framework();
      var next = loader();
      next.startKept();
      assertThat(shown(next))
          .containsExactly(death < 3 ? "1.0.0 RUNNING " + death + " 0" : "1.0.0 HELD 3 1");
    }
    assertThat(HandlerProbe.run(handlers, "greeter.greet", "{}")).isEmpty();
  }

  @Test
  void whoWasOnlyThereWhenTheAgentDiedIsNotHeld() throws Exception {
    var loader = loader();
    loader.take(offer("1.0.0", 1, served = bundle("1.0.0", true)));
    id = "killer";
    loader.take(offer("1.1.0", 1, served = bundle("1.1.0", true)));
    for (int death = 1; death <= 3; death++) {
      framework.stop();
      framework = framework();
      loader = loader();
      loader.startKept();
      if (death == 1) {
        assertThat(shown(loader).toString()).as("one after the other").containsOnlyOnce("RUNNING");
      }
      if (loader.states().get(1).kind() != ModuleState.Kind.RUNNING) {
        later(loader); // a minute after the other
      }
    }
    assertThat(shown(loader)).containsExactly("1.0.0 RUNNING 1 0", "1.1.0 HELD 3 1");
  }

  @Test
  void whatRunsForAMinuteOrIsStoppedInOrderDidNotKillTheAgent() throws Exception {
    var loader = loader();
    loader.take(offer("1.0.0", 1, served = bundle("1.0.0", true)));
    for (int start = 1; start <= 6; start++) {
      if (start % 2 == 0) {
        later(loader);
      } else {
        loader.stopped();
      }
      framework.stop();
      framework = framework();
      loader = loader();
      loader.startKept();
      assertThat(shown(loader)).containsExactly("1.0.0 RUNNING 0 0");
    }
  }

  @Test
  void aStartThatHangsIsACrashThatSaysWhereAndTheOneBeforeRunsOn() throws Exception {
    var loader = loader();
    loader.take(offer("1.0.0", 1, served = bundle("1.0.0", true)));
    loader.take(offer("1.1.0", 2, served = bad("1.1.0", "hangs")));
    assertThat(shown(loader)).containsExactly("1.0.0 RUNNING 0 0", "1.1.0 FAILED 1 0");
    assertThat(loader.states().get(1).reason())
        .startsWith("It did not start: that took more than 1 s; it was in")
        .contains("Greeter.hang. What takes longer belongs on a thread");
    assertThat(greeting()).contains("1.0.0");
    later(loader);
    later(loader);
    assertThat(shown(loader)).containsExactly("1.0.0 RUNNING 0 0", "1.1.0 HELD 3 1");
    assertThat(greeting()).contains("1.0.0");
    assertThat(threads("module greeter")).isEmpty();
  }

  @Test
  void whatCannotBeEndedIsLeftBehindWithoutItsServices() throws Exception {
    System.setProperty("greeter.deaf", "yes");
    var loader = loader();
    loader.take(offer("1.0.0", 1, served = bad("1.0.0", "deaf-start")));
    later(loader);
    later(loader);
    assertThat(shown(loader)).containsExactly("1.0.0 HELD 3 1");
    assertThat(HandlerProbe.run(handlers, "greeter.deaf", "{}")).isEmpty();
    assertThat(threads("module greeter")).hasSize(3);

    loader.take(offer("1.1.0", 2, served = bad("1.1.0", "deaf-stop")));
    assertThat(greeting()).contains("1.1.0");
    assertThat(HandlerProbe.run(handlers, "greeter.deaf", "{}")).isPresent();
    loader.take(offer("1.2.0", 3, served = bundle("1.2.0", true)));
    assertThat(greeting()).as("although the stop hangs").contains("1.2.0");
    assertThat(HandlerProbe.run(handlers, "greeter.deaf", "{}")).isEmpty();
    assertThat(shown(loader)).containsExactly("1.2.0 RUNNING 0 0");

    loader.take(end(4));
    assertThat(HandlerProbe.run(handlers, "greeter.greet", "{}")).isEmpty();
    System.clearProperty("greeter.deaf");
    await().until(() -> threads("module greeter").isEmpty());
    assertThat(HandlerProbe.run(handlers, "greeter.deaf", "{}")).as("it came too late").isEmpty();
    loader.take(offer("1.3.0", 5, served = bundle("1.3.0", true)));
    assertThat(greeting()).contains("1.3.0");
  }

  @Test
  void aComponentThatCannotBeEndedIsLeftBehindToo() throws Exception {
    System.setProperty("greeter.deaf", "yes");
    var loader = loader();
    loader.take(offer("1.0.0", 1, served = bad("1.0.0", "deaf-made")));
    assertThat(shown(loader)).containsExactly("1.0.0 FAILED 1 0");
    assertThat(HandlerProbe.run(handlers, "greeter.deaf", "{}")).isEmpty();
    loader.take(offer("1.1.0", 2, served = bundle("1.1.0", true)));
    assertThat(greeting()).contains("1.1.0");
    System.clearProperty("greeter.deaf");
    await().until(() -> threads("module greeter").isEmpty());
    assertThat(greeting()).as("it came too late").contains("1.1.0");
    assertThat(HandlerProbe.run(handlers, "greeter.deaf", "{}")).isEmpty();
    assertThat(shown(loader)).containsExactly("1.1.0 RUNNING 0 0");
  }

  @Test
  void aHangingStartDoesNotHoldUpTheAgentsEnd() throws Exception {
    System.setProperty("greeter.deaf", "yes");
    framework = framework(Duration.ofMinutes(1));
    var loader = loader();
    var offer = offer("1.0.0", 1, served = bad("1.0.0", "deaf-start"));
    var taking = new Thread(() -> loader.take(offer));
    taking.start();
    await().until(() -> HandlerProbe.run(handlers, "greeter.deaf", "{}").isPresent());
    long before = System.nanoTime();
    assertThat(framework.owner(taking.getStackTrace())).isEmpty();
    loader.stopped();
    framework.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
    System.clearProperty("greeter.deaf");
    taking.join();
    framework = framework();
    var next = loader();
    next.startKept();
    assertThat(next.states()).as("that was no crash").allMatch(state -> state.crashes() == 0);
  }

  private static List<String> threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name::equals)
        .toList();
  }

  @Test
  void whoFillsTheMemoryIsTakenOut() throws Exception {
    var loader = loader();
    loader.take(offer("1.0.0", 1, served = bundle("1.0.0", true)));
    long nanos = System.nanoTime();
    loader.lookAtMemory(nanos += 1_000_000_000);
    for (int crash = 1; crash <= 3; crash++) {
      greeting();
      HandlerProbe.run(handlers, "greeter.greet", "{\"name\":\"fill\"}");
      await().until(() -> threads("filled").size() == 1);
      loader.lookAtMemory(nanos += 1_000_000_000);
      assertThat(loader.states().get(0).kind()).isEqualTo(ModuleState.Kind.RUNNING);
      full = true;
      loader.lookAtMemory(nanos += 11_000_000_000L);
      full = false;
      await().untilAsserted(() -> assertThat(threads("filled")).as("interrupted").isEmpty());
      assertThat(loader.states().get(0).reason())
          .contains("this module had allocated most within a minute: ")
          .contains(" KiB");
      later(loader);
    }
    assertThat(shown(loader)).containsExactly("1.0.0 HELD 3 1");
  }

  @Test
  void isTakenOutAndComesBackOnlyByANewerOffer() throws Exception {
    var loader = loader();
    var offer = offer("1.0.0", 1, served = bundle("1.0.0", true));
    loader.take(offer);
    greeting();
    var forged = end(2);
    loader.take(new ModuleWithdrawal(forged.descriptor(), new Authority().sign("x")));
    loader.take(end(1)); // not above what is here
    assertThat(shown(loader)).containsExactly("1.0.0 RUNNING 0 0");

    loader.take(end(2));
    assertThat(HandlerProbe.run(handlers, "greeter.greet", "{}")).isEmpty();
    assertThat(loader.states()).isEmpty();
    assertThat(home.resolve("modules/greeter").toFile().list()).containsExactly("ended");
    assertThat(home.resolve("data/greeter/greeted")).as("what it keeps stays").exists();
    loader.take(offer);
    assertThat(loader.states()).isEmpty();

    loader.take(offer("1.0.0", 3, served));
    assertThat(greeting()).contains("1.0.0");
    loader.take(end(2)); // replayed
    assertThat(shown(loader)).containsExactly("1.0.0 RUNNING 0 0");
  }

  @Test
  void isFetchedAgainWhenTheServerWasBusy() throws Exception {
    var loader = loader(this::busyOnce);
    loader.take(offer("1.0.0", 1, served = bundle("1.0.0", true)));
    assertThat(loader.states()).isEmpty();
    later(loader);
    assertThat(shown(loader)).containsExactly("1.0.0 RUNNING 0 0");
  }

  private InputStream busyOnce(String path) throws IOException {
    var in = serve(path);
    if (fetched == 1) {
      throw new IOException("busy");
    }
    return in;
  }

  private static void later(ModuleLoader loader) {
    loader.tryAgain(System.nanoTime() + Duration.ofHours(1).toNanos());
  }

  private static List<String> shown(ModuleLoader loader) {
    return loader.states().stream()
        .map(s -> s.version() + ' ' + s.kind() + ' ' + s.crashes() + ' ' + s.hold())
        .toList();
  }

  private static String hash(byte[] jar) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
  }

  private ModuleWithdrawal end(long counter) throws Exception {
    var descriptor = Codec.toJson(new ModuleEnd("greeter", LATER, counter));
    return new ModuleWithdrawal(descriptor, authority.sign(descriptor));
  }

  private void nothingRuns() {
    assertThat(HandlerProbe.run(handlers, "greeter.greet", "{}")).isEmpty();
    assertThat(store().all()).isEmpty();
    assertThat(home.resolve("x")).doesNotExist();
  }

  private String greeting() {
    await()
        .atMost(Duration.ofSeconds(30)) // what its jar is checked with is read for the first time
        .until(() -> HandlerProbe.run(handlers, "greeter.greet", "{\"name\":\"Ada\"}").isPresent());
    return HandlerProbe.run(handlers, "greeter.greet", "{\"name\":\"Ada\"}").orElseThrow();
  }

  private ModuleStore store() {
    return new ModuleStore(
        home.resolve("modules"),
        () -> trusted.stream().map(each -> each.certificate().getPublicKey()).toList());
  }

  private ModuleLoader loader() {
    return loader(this::serve);
  }

  private ModuleLoader loader(ModuleLoader.Source source) {
    var memory = new MemoryWatch(framework, () -> full);
    return new ModuleLoader(store(), framework, source, () -> Optional.of(Instant.now()), memory);
  }

  private InputStream serve(String path) {
    if (!path.matches("/modules/" + id + "/1\\.[0-9]\\.0")) {
      fail("asked for " + path);
    }
    fetched++;
    return new ByteArrayInputStream(served);
  }

  private ModuleFramework framework() throws IOException {
    return framework(Duration.ofSeconds(1));
  }

  private ModuleFramework framework(Duration patience) throws IOException {
    var bundles = Files.createDirectories(home.resolve("bundles"));
    for (var jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
      var name = Path.of(jar).getFileName().toString();
      if (name.contains("felix.scr") || name.startsWith("org.osgi.")) {
        var copy = bundles.resolve(name);
        if (!Files.exists(copy)) {
          Files.copy(Path.of(jar), copy);
        }
      }
    }
    return new ModuleFramework(
        home.resolve("cache"),
        bundles,
        new ModuleFramework.Services(handlers, metrics, () -> {}, this::settings),
        patience);
  }

  private Settings settings(String name) {
    return new Settings() {
      @Override
      public String agentId() {
        return "a";
      }

      @Override
      public Path data() {
        try {
          return Files.createDirectories(home.resolve("data").resolve(name));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public Optional<Instant> platformTime() {
        return Optional.empty();
      }
    };
  }

  private ModuleOffer offer(String version, long counter, byte[] jar) throws Exception {
    var sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
    return signed(
        Codec.toJson(
            new ModuleDescriptor(
                id, version, sha256, jar.length, LATER, counter, publisher.keyFingerprint())));
  }

  private ModuleOffer signed(String descriptor) throws Exception {
    return new ModuleOffer(descriptor, authority.sign(descriptor));
  }

  private byte[] bundle(String version, boolean resolves) throws Exception {
    return publisher.signJar(unsigned(version, resolves));
  }

  /** Its component's constructor throws. */
  private byte[] broken(String version) throws Exception {
    return bad(version, "broken");
  }

  private byte[] bad(String version, String how) throws Exception {
    return publisher.signJar(unsigned(version, true, how));
  }

  /** What bnd makes of a component with a constructor. */
  private byte[] unsigned(String version, boolean resolves, String... bad) throws IOException {
    var manifest = new Manifest();
    var main = manifest.getMainAttributes();
    main.putValue("Manifest-Version", "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", id);
    main.putValue("Bundle-Version", version);
    main.putValue(
        "Import-Package",
        "io.custode.agent.api;version=\"[1.0,2)\",org.osgi.framework"
            + (resolves ? "" : ",no.such.pkg"));
    if (List.of(bad).toString().contains("deaf")) {
      main.putValue("Bundle-Activator", Deaf.class.getName());
    }
    main.putValue("Service-Component", "OSGI-INF/greeter.xml");
    main.putValue(
        "Require-Capability",
        "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.5.0)(!(version>=2.0.0)))\"");
    var out = new ByteArrayOutputStream();
    try (var jar = new JarOutputStream(out, manifest)) {
      put(jar, "version.txt", version.getBytes(UTF_8));
      for (var how : bad) {
        put(jar, how + ".txt", new byte[0]);
      }
      put(
          jar,
          "OSGI-INF/greeter.xml",
          """
          <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="greeter" init="1">
            <implementation class="io.custode.agent.testmodule.Greeter"/>
            <service>
              <provide interface="io.custode.agent.api.ActionHandler"/>
              <provide interface="io.custode.agent.api.MetricSource"/>
            </service>
            <reference name="settings" interface="io.custode.agent.api.Settings" parameter="0"/>
          </scr:component>
          """
              .getBytes(UTF_8));
      for (var type :
          List.of(Greeter.class, Greeter.Name.class, Greeter.Greeting.class, Deaf.class)) {
        var name = type.getName().replace('.', '/') + ".class";
        try (var in = Greeter.class.getResourceAsStream("/" + name)) {
          put(jar, name, in.readAllBytes());
        }
      }
    }
    return out.toByteArray();
  }

  private static void put(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(bytes);
    jar.closeEntry();
  }
}
