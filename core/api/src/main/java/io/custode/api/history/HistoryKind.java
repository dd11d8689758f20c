// SPDX-License-Identifier: Apache-2.0
package io.custode.api.history;

/** Of what there is a history. */
public enum HistoryKind {
  ASSET,
  SITE,
  TENANT
}
