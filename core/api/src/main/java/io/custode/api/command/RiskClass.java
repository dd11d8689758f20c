// SPDX-License-Identifier: Apache-2.0
package io.custode.api.command;

/** Classes of risk. */
public enum RiskClass {
  /** Changes nothing. */
  READ,
  /** Changes data that can be changed back. */
  CHANGE,
  /** Runs code on endpoints, deletes, or lets code in. */
  DANGEROUS
}
