// SPDX-License-Identifier: Apache-2.0
package io.custode.api.module;

/** How machines come to a plugin's modules. */
public enum ModuleDelivery {
  /** All of them, so many a minute. */
  PACED,
  /** Only those that a rollout with the step {@code core.plugin-modules} comes to. */
  BY_ROLLOUT
}
