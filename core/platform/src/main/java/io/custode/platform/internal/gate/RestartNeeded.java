// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import io.custode.core.access.StandingWarning;
import io.custode.spi.health.HealthCheck;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells everybody when this node has threads of plugins that nothing but its next start ends. */
@Component
public final class RestartNeeded implements HealthCheck, StandingWarning {
  static final String NAME = "plugin-threads";
  private final BoundedCalls calls;

  @Activate
  public RestartNeeded(@Reference BoundedCalls calls) {
    this.calls = calls;
  }

  @Override
  public String part() {
    return NAME;
  }

  /** Up: whoever calls is served, and the plugin is out of service. */
  @Override
  public Health check() {
    return new Health(true, text().orElse("each can be ended"));
  }

  @Override
  public Optional<Said> said() {
    return text().map(text -> new Said(NAME, text));
  }

  private Optional<String> text() {
    var threads = calls.endless();
    if (threads.isEmpty()) {
      return Optional.empty();
    }
    var whose =
        threads.entrySet().stream()
            .map(of -> of.getValue() + " of plugin " + of.getKey())
            .sorted()
            .collect(Collectors.joining(", "));
    return Optional.of(
        "RESTART this node when it suits (custode stop, then start): threads that nothing else ends"
            + " hold memory and locks: "
            + whose
            + ". The log says where they are.");
  }
}
