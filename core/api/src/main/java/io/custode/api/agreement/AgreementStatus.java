// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agreement;

/** Whether an agreement is in force on a date. */
public enum AgreementStatus {
  UPCOMING,
  ACTIVE,
  ENDED
}
