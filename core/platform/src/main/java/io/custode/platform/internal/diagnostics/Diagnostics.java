// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.diagnostics;

import io.custode.api.access.Access;
import io.custode.api.audit.Audit;
import io.custode.api.error.Problem;
import io.custode.api.json.Json;
import io.custode.api.plugin.Plugins;
import io.custode.core.call.PluginCalls;
import io.custode.spi.health.HealthCheck;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes the diagnostics into the home. All that goes in goes through the redaction. */
@Component(service = Diagnostics.class)
public final class Diagnostics {
  static final String CREATE = "core.diagnostics.create";
  private static final int LOG_BYTES = 2 * 1024 * 1024;
  private static final Duration LONGEST_CHECK = Duration.ofSeconds(5);
  private static final int LARGEST_SETTINGS = 256 * 1024;

  private final Access access;
  private final Audit audit;
  private final PluginCalls calls;
  private final @Nullable BundleContext context;
  private final Path home;

  private final List<HealthCheck> given;

  @Activate
  public Diagnostics(
      BundleContext context,
      @Reference Access access,
      @Reference Audit audit,
      @Reference PluginCalls calls) {
    this.access = access;
    this.audit = audit;
    this.calls = calls;
    this.context = context;
    var property = context.getProperty("custode.home");
    this.home = Path.of(property == null ? "home" : property).toAbsolutePath().normalize();
    this.given = List.of();
  }

  /** For tests. */
  Diagnostics(Access access, Audit audit, PluginCalls calls, Path home, List<HealthCheck> checks) {
    this.access = access;
    this.audit = audit;
    this.calls = calls;
    this.context = null;
    this.home = home;
    this.given = checks;
  }

  /**
   * @return the file, readable by its owner only
   * @throws Problem if it cannot be written; nothing is left of it
   */
  Path write() {
    access.require(CREATE);
    try {
      var directory = Files.createDirectories(home.resolve("data").resolve("diagnostics"));
      var name = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
      var owner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      var file = Files.createTempFile(directory, name + "-", ".zip", owner);
      try {
        fill(file, new Redaction(secrets()));
      } catch (IOException | RuntimeException e) {
        Files.delete(file);
        throw e;
      }
      audit.record("core.diagnostics.create", "diagnostics/" + file.getFileName(), Json.EMPTY);
      return file;
    } catch (IOException e) {
      throw new Problem(
          Problem.Kind.UNAVAILABLE,
          "diagnostics-failed",
          "The diagnostics could not be written (" + e.getMessage() + "); nothing is left of them.",
          "Make room in the home, and repeat.");
    }
  }

  private void fill(Path file, Redaction redaction) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      put(zip, redaction, "versions.txt", Machine.versions());
      put(zip, redaction, "threads.txt", Machine.threads());
      put(zip, redaction, "health.txt", health());
      put(zip, redaction, "plugins.txt", pluginStates());
      if (context != null) {
        put(zip, redaction, "bundles.txt", Machine.bundles(context));
      }
      for (var setting : settings()) {
        put(zip, redaction, "config/" + home.relativize(setting), text(setting));
      }
      for (var name : List.of("custode.log", "custode.json", "console.log")) {
        var log = home.resolve("log").resolve(name);
        if (Files.exists(log)) {
          put(zip, redaction, "log/" + name, end(log));
        }
      }
    }
  }

  private static void put(ZipOutputStream zip, Redaction redaction, String name, String text)
      throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    var out = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
    out.write(redaction.of(text));
    out.flush();
    zip.closeEntry();
  }

  /** What is known to be secret: passwords of key stores, and what settings name as such. */
  private List<String> secrets() throws IOException {
    var secrets = new ArrayList<String>();
    for (var place : List.of(home.resolve("keys"), home)) {
      for (var file : files(place)) {
        var name = file.getFileName().toString();
        if (name.endsWith(".pass") || name.equals("first-password")) {
          secrets.add(text(file).strip());
        }
      }
    }
    for (var setting : settings()) {
      secrets.addAll(Redaction.secretsIn(text(setting)));
    }
    return secrets;
  }

  private List<Path> settings() throws IOException {
    var settings = new ArrayList<Path>();
    if (Files.exists(home.resolve("settings"))) {
      settings.add(home.resolve("settings"));
    }
    for (var file : files(home.resolve("etc"))) {
      if (file.toString().endsWith(".cfg") && Files.size(file) <= LARGEST_SETTINGS) {
        settings.add(file);
      }
    }
    return settings;
  }

  private static List<Path> files(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var all = Files.list(directory)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /** Whole lines: the half of a secret would not be known as one. */
  private static String end(Path log) throws IOException {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - LOG_BYTES);
      var bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      var text = new String(bytes, StandardCharsets.UTF_8);
      return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
    }
  }

  private String health() {
    var text = new StringBuilder();
    var checks = new ArrayList<>(given);
    checks.addAll(services(HealthCheck.class));
    for (var asked : checks) {
      var check = calls.guarded(HealthCheck.class, asked, LONGEST_CHECK);
      try {
        var health = check.check();
        text.append(check.part()).append(health.up() ? " up: " : " DOWN: ");
        text.append(health.detail()).append('\n');
      } catch (RuntimeException e) {
        text.append(check).append(" failed: ").append(e).append('\n');
      }
    }
    return text.toString();
  }

  private String pluginStates() {
    var text = new StringBuilder();
    for (var plugins : services(Plugins.class)) {
      plugins.list().forEach(plugin -> text.append(plugin).append('\n'));
    }
    return text.toString();
  }

  /** No references: parts of the platform that have commands have health too, and would wait. */
  private <T> List<T> services(Class<T> type) {
    if (context == null) {
      return List.of();
    }
    try {
      return context.getServiceReferences(type, null).stream()
          .map(context::getService)
          .filter(Objects::nonNull)
          .toList();
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("No filter is none that is wrong", e);
    }
  }
}
