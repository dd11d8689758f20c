// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import io.custode.api.plugin.PluginId;
import io.custode.platform.internal.access.PluginHeaders;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.ops4j.pax.logging.spi.PaxAppender;
import org.ops4j.pax.logging.spi.PaxLoggingEvent;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.MDC;

/**
 * Counts the lines that plugins log. A thread of one that logs too many is marked, and what is so
 * marked goes into no file: the configuration of the log says so.
 */
@Component(property = "org.ops4j.pax.logging.appender.name=custode-plugins")
public final class PluginLines implements PaxAppender {
  /** The mark. */
  static final String FLOOD = "custode.flood";

  private static final String BUNDLE = "bundle.id";

  private final BoundedCalls calls;
  private final LongFunction<@Nullable Bundle> bundles;
  private final Map<String, Optional<PluginMeter>> byBundle = new ConcurrentHashMap<>();

  @Activate
  public PluginLines(BundleContext context, @Reference BoundedCalls calls) {
    this(calls, context::getBundle);
  }

  PluginLines(BoundedCalls calls, LongFunction<@Nullable Bundle> bundles) {
    this.calls = calls;
    this.bundles = bundles;
  }

  @Override
  public void doAppend(PaxLoggingEvent event) {
    var properties = event.getProperties();
    var meter = PluginMeter.current();
    if (meter == null) {
      meter = ofBundle(String.valueOf(properties.get(BUNDLE)));
    }
    if (meter == null) {
      return;
    }
    if (meter.logs(properties.containsKey(FLOOD))) {
      MDC.remove(FLOOD);
    } else {
      MDC.put(FLOOD, "yes");
    }
  }

  /** A plugin may have threads that it made itself. */
  private @Nullable PluginMeter ofBundle(String id) {
    return byBundle
        .computeIfAbsent(
            id,
            key ->
                Optional.ofNullable(pluginOf(key)).map(plugin -> calls.meter(PluginId.of(plugin))))
        .orElse(null);
  }

  private @Nullable String pluginOf(String bundle) {
    return bundle.matches("[0-9]{1,18}")
        ? PluginHeaders.of(bundles.apply(Long.parseLong(bundle))).plugin()
        : null;
  }
}
