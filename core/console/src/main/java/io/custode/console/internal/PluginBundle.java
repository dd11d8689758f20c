// SPDX-License-Identifier: Apache-2.0
package io.custode.console.internal;

import io.custode.api.error.Invalid;
import io.custode.api.json.Json;
import io.custode.api.plugin.PluginId;
import io.custode.core.capability.Capabilities;
import io.custode.core.json.JsonMapping;
import io.custode.core.ui.UiPlugin;
import java.io.IOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;

/** Reads the user interface that a plugin's bundle carries in {@code ui/}. */
final class PluginBundle {
  /** What makes a plugin one with a user interface. */
  static final String CONTRIBUTIONS = "contributions.json";

  /** Where files of plugins are served. */
  static final String SERVED = "/ui/plugins/";

  private static final String ROOT = "/ui/";
  private static final int MOST_FAULTS = 5;
  private static final int MOST_FILES = 200;
  private static final int LARGEST_CONTRIBUTIONS = 64 * 1024;
  private static final int LARGEST_FILE = 2 * 1024 * 1024;
  private static final int LARGEST_UI = 4 * 1024 * 1024;

  /** No page: it would be one of this server's, without the console's policy. */
  private static final Pattern NAME =
      Pattern.compile(
          "([A-Za-z0-9_-][A-Za-z0-9._-]*/){0,5}[A-Za-z0-9_-][A-Za-z0-9._-]*"
              + "\\.(js|mjs|css|json|svg|png|webp|woff2)");

  private PluginBundle() {}

  /**
   * @return the id of the plugin that the bundle is, if it is one and has a user interface
   */
  static Optional<String> idOf(Bundle bundle) {
    // the empty locale: as written, not translated
    var plugin = bundle.getHeaders("").get("Custode-Plugin");
    if (plugin == null || bundle.getEntry(ROOT + CONTRIBUTIONS) == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(PluginId.of(plugin.strip()).value());
    } catch (Invalid e) {
      return Optional.empty();
    }
  }

  /**
   * @throws Refused if it is not as the contract wants it
   */
  static PluginUi read(String id, Bundle bundle, JsonMapping mapping) throws Refused {
    var files = files(bundle);
    var file = parse(files.getOrDefault(CONTRIBUTIONS, new byte[0]), mapping);
    var declared = Capabilities.of(bundle.getHeaders("").get(Capabilities.HEADER));
    var contributes = ContributionsCheck.check(id, declared, file, files);
    var version = bundle.getVersion().toString();
    var base = SERVED + id + "/" + version + "-" + hash(files) + "/";
    var name = Objects.requireNonNullElse(bundle.getHeaders("").get("Bundle-Name"), id);
    var offered =
        new UiPlugin(
            id,
            version,
            name,
            Objects.requireNonNullElse(file.sdk(), ""),
            base + ContributionsCheck.moduleOf(file),
            contributes);
    var served = new HashMap<String, ConsoleFile>();
    files.forEach((at, content) -> served.put(base + at, new ConsoleFile(at, content)));
    served.remove(base + CONTRIBUTIONS);
    return new PluginUi(offered, served);
  }

  private static ContributionsFile parse(byte[] json, JsonMapping mapping) throws Refused {
    if (json.length > LARGEST_CONTRIBUTIONS) {
      throw new Refused(CONTRIBUTIONS + " is larger than " + LARGEST_CONTRIBUTIONS + " bytes");
    }
    try {
      var read =
          mapping.<ContributionsFile>read(
              new Json(new String(json, StandardCharsets.UTF_8)), ContributionsFile.class);
      if (read == null) {
        throw new Refused(CONTRIBUTIONS + " is no object");
      }
      return read;
    } catch (Invalid e) {
      throw new Refused(
          e.violations().stream()
              .map(violation -> CONTRIBUTIONS + ": " + violation.field() + " " + violation.rule())
              .limit(MOST_FAULTS)
              .collect(Collectors.joining("; ")));
    }
  }

  private static Map<String, byte[]> files(Bundle bundle) throws Refused {
    var files = new TreeMap<String, byte[]>();
    var found = bundle.findEntries(ROOT, "*", true);
    int total = 0;
    for (URL url : found == null ? Collections.<URL>emptyList() : Collections.list(found)) {
      var path = url.getPath();
      if (path.endsWith("/")) {
        continue;
      }
      var name = path.substring(path.indexOf(ROOT) + ROOT.length());
      if (!NAME.matcher(name).matches()) {
        throw new Refused(
            "ui/" + name + " has a name or type that is not served: " + NAME.pattern());
      }
      var content = read(url);
      total += content.length;
      if (content.length > LARGEST_FILE || total > LARGEST_UI || files.size() >= MOST_FILES) {
        throw new Refused(
            "ui/ is too large: at most "
                + MOST_FILES
                + " files of at most 2 MiB, together at most 4 MiB");
      }
      files.put(name, content);
    }
    return files;
  }

  private static byte[] read(URL url) throws Refused {
    try (var in = url.openStream()) {
      return in.readNBytes(LARGEST_FILE + 1);
    } catch (IOException e) {
      throw new Refused(url.getPath() + " cannot be read: " + e.getMessage());
    }
  }

  /** Of names and contents of all files: a relative import leads to the same version. */
  private static String hash(Map<String, byte[]> files) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (name, content) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(ByteBuffer.allocate(5).putInt(1, content.length).array());
            digest.update(content);
          });
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
