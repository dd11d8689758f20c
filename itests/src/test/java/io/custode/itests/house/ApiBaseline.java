// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.house;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import aQute.bnd.service.diff.Delta;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.osgi.framework.Version;

/**
 * What vendors compile against, as the last release had it: kept in {@code resources/api/<version>}
 * as jars with the exported packages and nothing else.
 */
final class ApiBaseline {
  private static final Path KEPT = House.ROOT.resolve("itests/src/test/resources/api");

  /** Modules whose exports are a promise to vendors, by the name of their artifact. */
  private static final List<String> MODULES =
      List.of(
          "core/api/target/custode-api",
          "core/persistence/store/target/custode-persistence",
          "agent/runtime/target/custode-agent");

  private ApiBaseline() {}

  /** After a release: keeps what it exports, so that the next version is compared with it. */
  public static void main(String[] version) throws Exception {
    var directory = Files.createDirectories(KEPT.resolve(version[0]));
    for (var module : MODULES) {
      keep(built(module), directory.resolve(name(module) + ".jar"));
    }
  }

  private static String name(String module) {
    return module.substring(module.lastIndexOf('/') + 1);
  }

  static Path built(String module) {
    var file = House.ROOT.resolve(module);
    try (var files = Files.list(file.getParent())) {
      return files
          .filter(f -> f.getFileName().toString().matches(name(module) + "-[0-9][^-]*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(module + " is not built"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void keep(Path bundle, Path to) throws Exception {
    try (var jar = new Jar(bundle.toFile());
        var processor = new Processor()) {
      var exports =
          processor.parseHeader(jar.getManifest().getMainAttributes().getValue("Export-Package"));
      for (var entry : List.copyOf(jar.getResources().keySet())) {
        var slash = entry.lastIndexOf('/');
        var directory = slash < 0 ? "" : entry.substring(0, slash);
        if (!exports.containsKey(directory.replace('/', '.'))) {
          jar.remove(entry);
        }
      }
      jar.setReproducible("true");
      jar.write(to.toFile());
    }
  }

  /** The last release that was kept, by the names of its artifacts. */
  static List<Path> lastRelease() throws IOException {
    try (var versions = Files.list(KEPT)) {
      var last =
          versions
              .max(Comparator.comparing(v -> Version.parseVersion(v.getFileName().toString())))
              .orElseThrow();
      return House.files(last, ".jar");
    }
  }

  /**
   * Compares by the rules of semantic versioning, as bnd reads them from {@code @ProviderType} and
   * {@code @ConsumerType}.
   *
   * @return each package whose version does not say what became of it
   */
  static List<String> faults(Path before, Path now) throws Exception {
    var faults = new ArrayList<String>();
    try (var older = new Jar(before.toFile());
        var newer = new Jar(now.toFile());
        var processor = new Processor()) {
      var baseline = new Baseline(processor, new DiffPluginImpl());
      for (var info : baseline.baseline(newer, older, null)) {
        if (info.packageDiff.getDelta() == Delta.REMOVED) {
          faults.add(info.packageName + " is gone");
        } else if (info.mismatch) {
          faults.add(
              "%s is %s and has to be %s: %s"
                  .formatted(
                      info.packageName,
                      info.newerVersion,
                      info.suggestedVersion,
                      info.packageDiff.getDelta()));
        }
      }
      if (!processor.isOk()) {
        throw new IllegalStateException(processor.getErrors().toString());
      }
    }
    return faults;
  }

  /** The jar that a module made in place of a kept one. */
  static Path now(Path kept) {
    var name = kept.getFileName().toString().replace(".jar", "");
    return MODULES.stream()
        .filter(module -> name(module).equals(name))
        .map(ApiBaseline::built)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No module makes " + name + " any more"));
  }
}
