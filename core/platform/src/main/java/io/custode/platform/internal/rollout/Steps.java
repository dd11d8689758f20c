// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rollout;

import io.custode.api.rollout.RolloutStepInfo;
import io.custode.spi.rollout.RolloutStep;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps that are there. */
@Component(service = Steps.class)
public final class Steps {
  private static final Logger LOG = LoggerFactory.getLogger(Steps.class);
  private static final int LONGEST = 300;

  @Reference(policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<RolloutStep> steps = List.of();

  public Steps() {}

  Steps(List<RolloutStep> steps) {
    this.steps = steps;
  }

  Optional<RolloutStep> get(String id) {
    return steps.stream().filter(s -> s.id().equals(id)).findFirst();
  }

  List<RolloutStepInfo> all() {
    return steps.stream()
        .flatMap(Steps::info)
        .sorted(Comparator.comparing(RolloutStepInfo::id))
        .toList();
  }

  /** One that cannot say what it is stands in nobody's way. */
  private static Stream<RolloutStepInfo> info(RolloutStep step) {
    try {
      var text = step.description();
      return Stream.of(
          new RolloutStepInfo(
              step.id(), text.length() > LONGEST ? text.substring(0, LONGEST) : text));
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("Step {} failed to describe itself", step.getClass().getName(), e);
      return Stream.empty();
    }
  }
}
