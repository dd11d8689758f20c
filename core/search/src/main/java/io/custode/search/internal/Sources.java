// SPDX-License-Identifier: Apache-2.0
package io.custode.search.internal;

import io.custode.spi.search.SearchSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be found here now: the sources of core and of the plugins that run. */
final class Sources {
  /** A thing that an event says is to be read again. */
  record Trigger(SearchSource source, String component) {}

  private static final Logger LOG = LoggerFactory.getLogger(Sources.class);
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9.-]{1,59}");

  private final Map<String, SearchSource> byKind = new ConcurrentHashMap<>();
  private final Consumer<SearchSource> news;

  /**
   * @param news told of each that comes
   */
  Sources(Consumer<SearchSource> news) {
    this.news = news;
  }

  void add(SearchSource source) {
    var kind = source.kind();
    var plugin = plugin(source);
    boolean own = plugin == null ? kind.indexOf('.') < 0 : kind.startsWith(plugin + ".");
    if (!KIND.matcher(kind).matches() || !own) {
      LOG.warn("{} is not searched: its kind {} is not its own", source.getClass().getName(), kind);
      return;
    }
    if (byKind.putIfAbsent(kind, source) != null) {
      LOG.warn("{} is not searched: there is a kind {}", source.getClass().getName(), kind);
      return;
    }
    news.accept(source);
  }

  private static @Nullable String plugin(SearchSource source) {
    var bundle = FrameworkUtil.getBundle(source.getClass());
    return bundle == null ? null : bundle.getHeaders().get("Custode-Plugin");
  }

  void remove(SearchSource source) {
    byKind.values().removeIf(s -> s == source);
  }

  Collection<SearchSource> all() {
    return List.copyOf(byKind.values());
  }

  boolean has(SearchSource source) {
    return byKind.containsValue(source);
  }

  List<Trigger> after(String event) {
    var found = new ArrayList<Trigger>();
    for (var source : byKind.values()) {
      for (var trigger : source.triggers()) {
        if (trigger.event().getSimpleName().equals(event)) {
          found.add(new Trigger(source, trigger.component()));
        }
      }
    }
    return found;
  }
}
