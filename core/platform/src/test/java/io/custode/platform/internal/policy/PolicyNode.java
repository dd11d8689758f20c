// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.platform.internal.Platform;
import io.custode.platform.internal.TestMappings;
import io.custode.platform.internal.gate.WorkGate;
import io.custode.spi.policy.PolicyType;

/** What a node has for policies; two of them share a database and nothing else. */
public record PolicyNode(
    TestMappings mappings,
    PolicyTypes types,
    PolicyStates states,
    JpaPolicies policies,
    Moves moves) {

  public static PolicyNode of(Platform platform) {
    var mappings = new TestMappings();
    var types = new PolicyTypes(mappings, platform.calls(new WorkGate()));
    var states =
        new PolicyStates(
            platform.store,
            platform.visibility,
            platform.groupTable,
            platform.stamps,
            types,
            platform.json);
    var policies =
        new JpaPolicies(
            platform.store,
            platform.visibility,
            platform.callers,
            platform.stamps,
            types,
            states,
            new PolicyTargets(platform.binder, platform.sites, states),
            platform.events,
            platform.audit,
            platform.json);
    return new PolicyNode(
        mappings, types, states, policies, new Moves(platform.store, platform.stamps, states));
  }

  public void arrive(PolicyType<?> type) {
    types.bindType(type);
  }

  public void leave(PolicyType<?> type) {
    types.unbindType(type);
  }
}
