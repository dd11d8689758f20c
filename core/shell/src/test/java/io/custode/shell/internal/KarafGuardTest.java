// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes.Name;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.security.auth.Subject;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** Karaf's own shell over a real framework with a plugin and something else in it. */
class KarafGuardTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final ThreadIOImpl streams = new ThreadIOImpl();
  private final SessionFactoryImpl karaf = new SessionFactoryImpl(streams);
  private final List<String> ran = new ArrayList<>();
  private Framework framework;
  private KarafGuard guard;

  @BeforeEach
  void start() throws Exception {
    framework =
        new FrameworkFactory()
            .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString()));
    framework.start();
    bundle("plugin:acmehello:1.0.0:00", "acme-hello", "acme.lib");
    bundle("file:lib.jar", "acme-lib", null);
    streams.start();
    List.of("stop", "uninstall", "update", "refresh", "install", "list")
        .forEach(name -> karaf.register(new Sample("bundle", name)));
    List.of("install", "uninstall").forEach(name -> karaf.register(new Sample("feature", name)));
    guard = new KarafGuard(framework.getBundleContext(), karaf);
  }

  @AfterEach
  void stop() throws Exception {
    karaf.stop();
    streams.stop();
    framework.stop();
    framework.waitForStop(20_000);
  }

  private void bundle(String location, String name, String imports) throws Exception {
    framework
        .getBundleContext()
        .installBundle(location, new ByteArrayInputStream(jar(name, imports, false)))
        .getBundleId();
  }

  private static byte[] jar(String name, String imports, boolean plugin) throws Exception {
    var manifest = new Manifest();
    var main = manifest.getMainAttributes();
    main.put(Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", name);
    if (imports == null) {
      main.putValue("Export-Package", "acme.lib");
    } else {
      main.putValue("Import-Package", imports);
    }
    if (plugin) {
      main.putValue("Custode-Plugin", "acmenew");
    }
    var bytes = new ByteArrayOutputStream();
    new JarOutputStream(bytes, manifest).close();
    return bytes.toByteArray();
  }

  /** One of Karaf's commands. */
  private final class Sample implements Command {
    private final String scope;
    private final String name;

    Sample(String scope, String name) {
      this.scope = scope;
      this.name = name;
    }

    @Override
    public Object execute(Session session, List<Object> arguments) {
      ran.add(scope + ":" + name + " " + arguments);
      return null;
    }

    @Override
    public String getScope() {
      return scope;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public String getDescription() {
      return "";
    }

    @Override
    public Completer getCompleter(boolean scoped) {
      return null;
    }

    @Override
    public Parser getParser() {
      return null;
    }
  }

  private int run(String line) {
    guard.stand();
    var output = new Runner.Output(System.out, new PrintStream(err, true, UTF_8), 0);
    var language = new KarafLanguage(karaf, karaf.getCommandProcessor());
    return Runner.guarded(
        output, () -> language.run(new Subject(), line, InputStream.nullInputStream(), output));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bundle:stop 1",
        "bundle:stop -t 1",
        "bundle:stop 1-5",
        "bundle:stop acme-hello",
        "bundle:stop acme-h.*",
        "bundle:uninstall acme-hello/1.0.0",
        "bundle:update 1 file:other.jar",
        "stop 1",
        "feature:uninstall acmehello",
        "feature:uninstall acme-hello/1.0.0",
      })
  void refusesWhatWouldTouchAPlugin(String line) {
    run(line);

    assertThat(ran).isEmpty();
    assertThat(err.toString(UTF_8))
        .contains("would touch acmehello, which is a plugin")
        .contains("Use msp:plugin-");
  }

  @Test
  void saysWhatToUse() {
    assertThat(run("bundle:uninstall 1")).isEqualTo(1);

    assertThat(err.toString(UTF_8)).contains("Use msp:plugin-uninstall.");
  }

  @Test
  void refusesToRewireAPluginThroughWhatItUses() throws Exception {
    framework.getBundleContext().getBundle("plugin:acmehello:1.0.0:00").start();

    run("bundle:refresh 2");

    assertThat(ran).isEmpty();
    assertThat(err.toString(UTF_8)).contains("would touch acmehello");
  }

  @Test
  void refusesToInstallAPluginsJar() throws Exception {
    var file = Files.write(folder.resolve("new.jar"), jar("acme-new", "acme.lib", true));

    run("bundle:install " + file.toUri());

    assertThat(ran).isEmpty();
    assertThat(err.toString(UTF_8)).contains("acmenew").contains("Use msp:plugin-install.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bundle:list",
        "bundle:list 1",
        "bundle:stop 2",
        "bundle:refresh",
        "bundle:install file:nowhere.jar",
        "feature:install jdbc",
      })
  void letsAllElsePass(String line) {
    run(line);

    assertThat(ran).hasSize(1);
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void leavesKarafAsItWas() {
    run("bundle:list");
    guard.stop();

    assertThat(karaf.getRegistry().getCommands())
        .isNotEmpty()
        .filteredOn(command -> List.of("bundle", "feature").contains(command.getScope()))
        .allMatch(Sample.class::isInstance);
  }
}
