// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import io.custode.core.call.PluginCalls;
import io.custode.spi.notice.Notifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The channels that are here now, each asked for its name once. */
@Component(service = Channels.class)
public final class Channels {
  private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

  private final PluginCalls calls;
  private final Map<String, Notifier> byName = new ConcurrentHashMap<>();

  @Activate
  public Channels(@Reference PluginCalls calls) {
    this.calls = calls;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindNotifier(Notifier notifier) {
    var guarded = calls.guarded(Notifier.class, notifier);
    try {
      if (byName.putIfAbsent(guarded.channel(), guarded) != null) {
        LOG.warn("{} sends nothing: there is a channel of its name", guarded);
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("{} sends nothing: it cannot say its name", guarded, e);
    }
  }

  void unbindNotifier(Notifier notifier) {
    byName.values().remove(calls.guarded(Notifier.class, notifier));
  }

  Optional<Notifier> get(String channel) {
    return Optional.ofNullable(byName.get(channel));
  }

  List<String> all() {
    return byName.keySet().stream().sorted().toList();
  }

  String names() {
    return String.join(", ", all());
  }
}
