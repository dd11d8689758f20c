// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import io.custode.api.rollout.RolloutStepInfo;
import io.custode.core.call.PluginCalls;
import io.custode.spi.rollout.RolloutStep;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps that are there. */
@Component(service = Steps.class)
public final class Steps {
  private static final Logger LOG = LoggerFactory.getLogger(Steps.class);
  private static final int LONGEST = 300;

  private final PluginCalls calls;
  private final Map<String, RolloutStep> byId = new ConcurrentHashMap<>();

  @Activate
  public Steps(@Reference PluginCalls calls) {
    this.calls = calls;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindStep(RolloutStep step) {
    var guarded = calls.guarded(RolloutStep.class, step);
    try {
      if (byId.putIfAbsent(guarded.id(), guarded) != null) {
        LOG.warn("{} is no step: there is one of its id", guarded);
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("{} is no step: it cannot say its id", guarded, e);
    }
  }

  void unbindStep(RolloutStep step) {
    byId.values().remove(calls.guarded(RolloutStep.class, step));
  }

  Optional<RolloutStep> get(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  List<RolloutStepInfo> all() {
    return byId.entrySet().stream()
        .flatMap(Steps::info)
        .sorted(Comparator.comparing(RolloutStepInfo::id))
        .toList();
  }

  /** One that cannot say what it is stands in nobody's way. */
  private static Stream<RolloutStepInfo> info(Map.Entry<String, RolloutStep> step) {
    try {
      var text = step.getValue().description();
      return Stream.of(
          new RolloutStepInfo(
              step.getKey(), text.length() > LONGEST ? text.substring(0, LONGEST) : text));
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("Step {} failed to describe itself", step.getKey(), e);
      return Stream.empty();
    }
  }
}
