// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rule;

import io.custode.spi.policy.PolicyType;
import org.osgi.service.component.annotations.Component;

/** Rules are set as policies are: from the provider down to the machine. */
@Component
public final class RulesPolicy implements PolicyType<Rules> {
  static final String NAME = "monitoring.rules";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "What measured values must not be, and how bad it is";
  }

  @Override
  public Rules defaults() {
    return Rules.DEFAULTS;
  }

  @Override
  public void check(Rules value) {
    value.check();
  }
}
