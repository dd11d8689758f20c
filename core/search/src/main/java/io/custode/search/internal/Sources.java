// SPDX-License-Identifier: Apache-2.0
package io.custode.search.internal;

import io.custode.core.call.PluginCalls;
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
  record Trigger(Searched source, String component) {}

  private static final Logger LOG = LoggerFactory.getLogger(Sources.class);
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9.-]{1,59}");

  private final PluginCalls calls;
  private final Map<String, Searched> byKind = new ConcurrentHashMap<>();
  private final Consumer<Searched> news;

  /**
   * @param news told of each that comes
   */
  Sources(PluginCalls calls, Consumer<Searched> news) {
    this.calls = calls;
    this.news = news;
  }

  void add(SearchSource source) {
    Searched searched;
    try {
      searched = Searched.of(calls, source);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("{} is not searched: it cannot say what it is", source.getClass().getName(), e);
      return;
    }
    var kind = searched.kind();
    var plugin = plugin(source);
    boolean own = plugin == null ? kind.indexOf('.') < 0 : kind.startsWith(plugin + ".");
    if (!KIND.matcher(kind).matches() || !own) {
      LOG.warn("{} is not searched: its kind {} is not its own", source.getClass().getName(), kind);
      return;
    }
    if (byKind.putIfAbsent(kind, searched) != null) {
      LOG.warn("{} is not searched: there is a kind {}", source.getClass().getName(), kind);
      return;
    }
    news.accept(searched);
  }

  private static @Nullable String plugin(SearchSource source) {
    var bundle = FrameworkUtil.getBundle(source.getClass());
    return bundle == null ? null : bundle.getHeaders().get("Custode-Plugin");
  }

  void remove(SearchSource source) {
    var guarded = calls.guarded(SearchSource.class, source);
    byKind.values().removeIf(searched -> searched.one().equals(guarded));
  }

  Collection<Searched> all() {
    return List.copyOf(byKind.values());
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
