// SPDX-License-Identifier: Apache-2.0
package io.custode.api.history;

/** Of what there is a history. */
public enum HistoryKind {
  ASSET,
  SITE,
  TENANT,

  /** Its values are forgotten with the person. */
  CONTACT
}
