// SPDX-License-Identifier: Apache-2.0
package io.custode.api.contact;

/** What became of a contact. */
public enum ContactFate {
  ADDED,
  CHANGED,
  REMOVED
}
