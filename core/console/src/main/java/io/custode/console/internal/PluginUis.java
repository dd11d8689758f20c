// SPDX-License-Identifier: Apache-2.0
package io.custode.console.internal;

import io.custode.core.ui.UiContribution;
import io.custode.core.ui.UiOffer;
import io.custode.core.ui.UiPlugin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The user interfaces that plugins have now, and the files of those that they had: an open page may
 * ask for a part of what it began with.
 */
final class PluginUis {
  private static final Duration KEPT = Duration.ofMinutes(10);

  /** So that a plugin that is updated again and again fills no memory. */
  private static final int MOST_KEPT = 20;

  private static final long REV_MASK = (1L << 48) - 1;

  private final Clock clock;
  private final Map<String, PluginUi> now = new TreeMap<>();
  private final Map<String, String> refused = new TreeMap<>();
  private final List<Kept> kept = new ArrayList<>();

  PluginUis(Clock clock) {
    this.clock = clock;
  }

  /** What was replaced or withdrawn, and until when its files are served. */
  private record Kept(PluginUi ui, Instant until) {}

  /** Puts a plugin's in the place of what it had. */
  synchronized void put(PluginUi ui) {
    var id = ui.offered().id();
    refused.remove(id);
    keep(now.put(id, ui));
  }

  /** Notes that a plugin's is not taken; what it had is withdrawn. */
  synchronized void refuse(String id, String why) {
    keep(now.remove(id));
    refused.put(id, why);
  }

  /** Notes that a plugin has gone. */
  synchronized void withdraw(String id) {
    keep(now.remove(id));
    refused.remove(id);
  }

  private void keep(@Nullable PluginUi old) {
    forget();
    if (old != null) {
      kept.add(new Kept(old, clock.instant().plus(KEPT)));
      if (kept.size() > MOST_KEPT) {
        kept.remove(0);
      }
    }
  }

  /** Drops files whose time is over. */
  synchronized void forget() {
    var moment = clock.instant();
    kept.removeIf(one -> one.until().isBefore(moment));
  }

  /**
   * @param path of a request, whole
   */
  synchronized @Nullable ConsoleFile file(String path) {
    for (var ui : now.values()) {
      var file = ui.files().get(path);
      if (file != null) {
        return file;
      }
    }
    forget();
    for (var old : kept) {
      var file = old.ui().files().get(path);
      if (file != null) {
        return file;
      }
    }
    return null;
  }

  /**
   * @return by plugin, why its user interface is not there
   */
  synchronized Map<String, String> refused() {
    return new TreeMap<>(refused);
  }

  /**
   * @return how many plugins have one
   */
  synchronized int count() {
    return now.size();
  }

  synchronized UiOffer offer(Predicate<String> may) {
    var plugins =
        now.values().stream()
            .map(ui -> seenBy(may, ui.offered()))
            .filter(plugin -> !plugin.contributes().isEmpty())
            .toList();
    return new UiOffer(rev(), ContributionsCheck.SDK, plugins);
  }

  private static UiPlugin seenBy(Predicate<String> may, UiPlugin plugin) {
    return new UiPlugin(
        plugin.id(),
        plugin.version(),
        plugin.name(),
        plugin.sdk(),
        plugin.module(),
        plugin.contributes().stream().filter(its -> isFor(may, its)).toList());
  }

  private static boolean isFor(Predicate<String> may, UiContribution contribution) {
    return contribution.requires() == null || contribution.requires().stream().allMatch(may);
  }

  /** Of the modules' paths, which hold id, version and hash; 0 if there is none. */
  synchronized long rev() {
    var modules =
        now.values().stream().map(ui -> ui.offered().module()).collect(Collectors.joining("\n"));
    if (modules.isEmpty()) {
      return 0;
    }
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(digest.digest(modules.getBytes(StandardCharsets.UTF_8))).getLong()
          & REV_MASK;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
