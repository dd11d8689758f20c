// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.machine;

import io.custode.agent.api.MetricSource;
import io.custode.agent.protocol.MachineInventory;
import java.util.Locale;

/** The machine under the agent. */
public interface Machine extends MetricSource {
  /** What it is, now. Takes up to seconds. */
  MachineInventory inventory();

  String hostname();

  static Machine current() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")
        ? new LinuxMachine()
        : new PortableMachine();
  }
}
