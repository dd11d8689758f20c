// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Invalid;
import io.custode.core.capability.Capabilities;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeScanTest {
  private static final String DEEDS =
      """
      package acme;
      import java.lang.invoke.*;
      import java.net.*;
      import java.util.function.*;
      @SuppressWarnings("all")
      public class Deeds {
        static class Connects { void run() throws Exception { new Socket("host", 1).close(); } }
        static class Listens { Object run() throws Exception { return new ServerSocket(1); } }
        static class Datagrams { Object run() throws Exception { return new DatagramSocket(); } }
        static class Channels { Object run() throws Exception { return java.nio.channels.SocketChannel.open(); } }
        static class Opens { Object run() throws Exception { return new URL("http://host").openStream(); } }
        static class Asks { Object run() { return java.net.http.HttpClient.newHttpClient(); } }
        static class Serves { Object run() throws Exception { return com.sun.net.httpserver.HttpServer.create(); } }
        static class Factories { Object run() throws Exception { return javax.net.ssl.SSLSocketFactory.getDefault(); } }
        static class LooksUp { Object run() throws Exception { return new javax.naming.InitialContext(); } }
        static class Refers { Supplier<Socket> run() { return Socket::new; } }
        static class Lambda { Runnable run() { return () -> { try { new Socket().close(); } catch (java.io.IOException e) { throw new IllegalStateException(e); } }; } }
        static class Extends extends Socket { }
        static class Anonymous { Object run() { return new Object() { Object more() { return new Socket(); } }; } }
        static class Names { Object run() throws Exception { return Class.forName("java.net.Socket"); } }
        static class Builds { Object run() throws Exception { return new ProcessBuilder("ls").start(); } }
        static class Executes { Object run() throws Exception { return Runtime.getRuntime().exec("ls"); } }
        static class Kills { void run() { ProcessHandle.of(1).get().destroy(); } }
        static class Loads { void run() { System.load("/tmp/x.so"); } }
        static class LoadsToo { void run() { Runtime.getRuntime().loadLibrary("x"); } }
        static class Native { native void run(); }
        static class Raw { Object run() throws Exception { return Class.forName("sun.misc.Unsafe"); } }
        static class Opening { void run() throws Exception { String.class.getDeclaredField("value").setAccessible(true); } }
        static class Trying { void run() throws Exception { Object.class.getDeclaredMethods()[0].trySetAccessible(); } }
        static class Private { Object run() throws Exception { return MethodHandles.privateLookupIn(String.class, MethodHandles.lookup()); } }
        static class Inside { Object run() throws Exception { return getClass().getClassLoader().loadClass("io.custode.platform.internal.secret.JpaSecrets"); } }
        static class Loader extends ClassLoader { }
        static class Urls { Object run() { return new URLClassLoader(new URL[0]); } }
        static class Defines { Object run() throws Exception { return MethodHandles.lookup().defineHiddenClass(new byte[0], true); } }
        static class Ends { void run() { System.exit(1); } }
        static class Halts { void run() { Runtime.getRuntime().halt(1); } }
        static class Manages extends SecurityManager { }
        static class Bundles { Object run(org.osgi.framework.BundleContext c) throws Exception { return c.installBundle("x"); } }
        static class Fine {
          record Point(int x, int y) { }
          enum Kind { ONE, TWO }
          Object run(Kind kind) throws Exception {
            var text = switch (kind) { case ONE -> "java.net"; case TWO -> "sun.arch.data.model"; };
            Supplier<Point> point = () -> new Point(1, 2);
            new Thread(() -> { }).start();
            URI.create("https://host/x").resolve("y");
            Class.forName("acme.Deeds").getMethod("toString").invoke(this);
            getClass().getClassLoader().getResource("x");
            return text + point.get() + System.getProperty(text) + Runtime.getRuntime().maxMemory();
          }
        }
      }
      """;

  private static Map<String, byte[]> classes;

  @BeforeAll
  static void compile() {
    classes = Compiled.of("acme/Deeds", DEEDS);
  }

  private static TestJar jar(String deed) {
    var jar = new TestJar();
    classes.forEach(
        (path, content) -> {
          if (path.startsWith("acme/Deeds$" + deed + ".")
              || path.startsWith("acme/Deeds$" + deed + "$")) {
            jar.entry(path, content);
          }
        });
    return jar;
  }

  private static List<String> server(TestJar jar) {
    var bytes = jar.bytes();
    return CodeScan.server(bytes, JarContents.names(bytes), Capabilities.of(null));
  }

  private static List<String> endpoint(TestJar jar, String declared) {
    var bytes = jar.bytes();
    return CodeScan.endpoint(bytes, JarContents.names(bytes), Capabilities.of(declared));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Connects | run opens network connections (java.net.Socket): ask through"
            + " io.custode.api.http",
        "Listens | run opens network connections (java.net.ServerSocket)",
        "Datagrams | run opens network connections (java.net.DatagramSocket)",
        "Channels | run opens network connections (java.nio.channels.SocketChannel.open)",
        "Opens | run opens network connections (java.net.URL.openStream)",
        "Asks | run opens network connections (java.net.http.HttpClient.newHttpClient)",
        "Serves | run opens network connections (com.sun.net.httpserver.HttpServer.create)",
        "Factories | run opens network connections (javax.net.ssl.SSLSocketFactory.getDefault)",
        "LooksUp | run opens network connections (javax.naming.InitialContext)",
        "Refers | run opens network connections (java.net.Socket)",
        "Lambda | lambda$run$0 opens network connections (java.net.Socket)",
        "Extends | Deeds$Extends opens network connections (java.net.Socket)",
        "Anonymous | Deeds$Anonymous$1.more opens network connections (java.net.Socket)",
        "Names | run opens network connections (java.net.Socket)",
        "Builds | run starts or ends processes (java.lang.ProcessBuilder): do it on the machines",
        "Executes | run starts or ends processes (java.lang.Runtime.exec)",
        "Kills | run starts or ends processes (java.lang.ProcessHandle.of)",
        "Loads | run leaves Java for native code or raw memory (java.lang.System.load)",
        "LoadsToo | run leaves Java for native code or raw memory (java.lang.Runtime.loadLibrary)",
        "Native | run leaves Java for native code or raw memory (a native method)",
        "Raw | run leaves Java for native code or raw memory (sun.misc.Unsafe)",
        "Opening | run opens what a class keeps closed (java.lang.reflect.Field.setAccessible)",
        "Trying | run opens what a class keeps closed (java.lang.reflect.Method.trySetAccessible)",
        "Private | run opens what a class keeps closed"
            + " (java.lang.invoke.MethodHandles.privateLookupIn)",
        "Inside | run reaches behind the API (io.custode.platform.internal.secret.JpaSecrets)",
        "Loader | Deeds$Loader loads code that is not in the jar (java.lang.ClassLoader)",
        "Urls | run loads code that is not in the jar (java.net.URLClassLoader)",
        "Defines | run loads code that is not in the jar"
            + " (java.lang.invoke.MethodHandles$Lookup.defineHiddenClass)",
        "Ends | run ends or changes the process that all share (java.lang.System.exit)",
        "Halts | run ends or changes the process that all share (java.lang.Runtime.halt)",
        "Manages | Deeds$Manages ends or changes the process that all share"
            + " (java.lang.SecurityManager)",
        "Bundles | run reaches behind the API (org.osgi.framework.BundleContext.installBundle)",
      })
  void findsItInTheServersPart(String deed, String what) {
    assertThat(server(jar(deed)))
        .isNotEmpty()
        .first()
        .asString()
        .startsWith("acme.Deeds$" + deed)
        .contains(what);
  }

  @Test
  void leavesOrdinaryCodeAlone() {
    assertThat(server(jar("Fine"))).isEmpty();
    assertThat(endpoint(jar("Fine"), null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Connects, endpoint:sockets",
    "Builds, endpoint:processes",
    "Loads, endpoint:native",
    "Opening, endpoint:native"
  })
  void letsMachinesDoWhatIsDeclared(String deed, String capability) {
    assertThat(endpoint(jar(deed), null))
        .singleElement()
        .asString()
        .endsWith(": declare " + capability);
    assertThat(endpoint(jar(deed), "endpoint:files")).hasSize(1);
    assertThat(endpoint(jar(deed), capability)).isEmpty();
    // what runs in the platform does not get it by being declared
    assertThat(server(jar(deed))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ends", "Loader", "Inside"})
  void letsNobodyDoWhatHarmsAll(String deed) {
    assertThat(endpoint(jar(deed), "endpoint:native,endpoint:processes,endpoint:sockets"))
        .isNotEmpty();
  }

  @Test
  void findsPermissionsThatAreNotDeclared() {
    var types =
        Compiled.of(
            "acme/Notes",
            """
            package acme;
            import io.custode.api.access.RequiresPermission;
            @RequiresPermission("acme.note.write")
            public class Notes { @RequiresPermission("acme.note.read") public void read() { } }
            """);
    var jar = new TestJar();
    types.forEach(jar::entry);
    var bytes = jar.bytes();

    assertThat(
            CodeScan.server(
                bytes, JarContents.names(bytes), Capabilities.of("permission:acme.note.write")))
        .containsExactly(
            "acme.Notes.read needs acme.note.read, which is not declared: declare"
                + " permission:acme.note.read");
    assertThat(server(jar)).as("a jar that declares nothing").isEmpty();
  }

  @Test
  void findsItInLibrariesOfAnEndpointModule() {
    var module = new TestJar().entry("lib/net.jar", jar("Connects").bytes());

    assertThat(endpoint(module, null)).hasSize(1);
    for (int i = 0; i < 20; i++) {
      module.entry("lib/" + i + ".jar", jar("Fine").bytes());
    }
    assertThatThrownBy(() -> endpoint(module, null))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("more than 20 jars");
  }

  @Test
  void unpacksNoMoreOfALibraryThanAJarMayHold() {
    var bomb = new TestJar().entry("a.class", new byte[(64 << 20) + 1]);
    var module = new TestJar().entry("lib/bomb.jar", bomb.bytes());

    assertThatThrownBy(() -> endpoint(module, null)).isInstanceOf(Invalid.class);
  }

  @Test
  void findsItWhereverTheClassLies() {
    var hidden =
        new TestJar().entry("META-INF/versions/17/a.class", classes.get("acme/Deeds$Ends.class"));

    assertThat(server(hidden)).hasSize(1);
  }

  @Test
  void doesNotTrustWhatCannotBeRead() {
    var ends = classes.get("acme/Deeds$Ends.class").clone();
    var cut = Arrays.copyOf(ends, ends.length / 2);
    var later = ends.clone();
    later[7] = 120;

    assertThat(server(new TestJar().entry("a.class", cut)))
        .containsExactly("a.class is no class file that this platform can read");
    assertThat(server(new TestJar().entry("a.class", later))).hasSize(1);
    assertThat(server(new TestJar().entry("a.class", new byte[0]))).hasSize(1);
  }

  @Test
  void mayHaveInternalPackagesOfItsOwn() {
    var own =
        Compiled.of(
            "io/custode/plugin/x/internal/One",
            "package io.custode.plugin.x.internal; class One { Object two() { return new Two(); } }"
                + " class Two { }");
    var jar = new TestJar();
    own.forEach(jar::entry);

    assertThat(server(jar)).isEmpty();
  }

  @Test
  void tellsFiveAndHowManyMore() {
    var jar = new TestJar();
    new TreeMap<>(classes).forEach(jar::entry);

    assertThat(server(jar)).hasSize(6).last().asString().matches("and [0-9]+ more of this kind");
  }
}
