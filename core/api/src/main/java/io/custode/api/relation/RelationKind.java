// SPDX-License-Identifier: Apache-2.0
package io.custode.api.relation;

/** What an asset is to another thing. */
public enum RelationKind {
  /** A virtual machine on its host. Never in a circle. */
  RUNS_ON,
  /** A printer and a switch; the same from both sides. */
  CONNECTED_TO,
  /** A blade of a chassis. Never in a circle. */
  PART_OF,
  /** An asset by a contact. */
  USED_BY
}
