// SPDX-License-Identifier: Apache-2.0
package io.custode.api.field;

/** Of what a field is. */
public enum FieldKind {
  ASSET,
  SITE,
  TENANT,
  CONTACT
}
