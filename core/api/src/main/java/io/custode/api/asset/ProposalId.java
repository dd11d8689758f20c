// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

import io.custode.api.id.Id;
import io.custode.api.id.Uuid7;

/** Id of a merge proposal. */
public record ProposalId(String value) implements Id {
  public ProposalId {
    Uuid7.check(value, "proposal");
  }

  /**
   * @throws io.custode.api.error.Invalid if the text is no UUID
   */
  public static ProposalId of(String value) {
    return new ProposalId(value);
  }

  /**
   * @return a new id
   */
  public static ProposalId next() {
    return new ProposalId(Uuid7.next());
  }

  @Override
  public String toString() {
    return value;
  }
}
