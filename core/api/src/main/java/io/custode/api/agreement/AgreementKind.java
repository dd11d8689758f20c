// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agreement;

/** What kind of promise; billing knows more of each. */
public enum AgreementKind {
  /** Everything that is covered for a fixed price. */
  MANAGED,
  /** Hours bought in advance. */
  BLOCK_HOURS,
  /** Work is paid as it is done. */
  TIME_AND_MATERIALS,
  /** A piece of work with an end. */
  PROJECT,
  OTHER
}
