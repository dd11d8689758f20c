// SPDX-License-Identifier: Apache-2.0
package io.custode.api.module;

/** How a module is on a machine. */
public enum EndpointModuleState {
  /** It is to have it, and does not yet. */
  WAITING,
  RUNNING,
  /** It did not start or crashed; the agent tries again. */
  FAILED,
  /** It crashed three times within a day; it is not tried again until it is released. */
  HELD
}
