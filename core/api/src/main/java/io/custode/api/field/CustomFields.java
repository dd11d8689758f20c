// SPDX-License-Identifier: Apache-2.0
package io.custode.api.field;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Fields that the MSP defined, at most 100 of a kind, and their values. */
@ProviderType
public interface CustomFields {
  /**
   * @return those of a kind, by label
   */
  List<CustomField> of(FieldKind kind);

  /**
   * Defines a field, or changes one: its label, whether it is required, its standard, its limits.
   * Values that are there stay.
   *
   * @throws io.custode.api.error.Invalid naming what is wrong
   * @throws io.custode.api.error.Conflict {@code field-type} if it is there with another type,
   *     {@code too-many-fields}
   */
  CustomField define(CustomField field);

  /**
   * Takes a field away, with all its values, for good.
   *
   * @throws io.custode.api.error.NotFound if there is none
   */
  void remove(FieldKind kind, String key);

  /**
   * The values of a thing, in the order of {@link #of}; a field without one has its standard.
   *
   * @param id of the asset, site, tenant or contact
   * @throws io.custode.api.error.NotFound if the caller sees no such thing
   * @throws io.custode.api.error.Forbidden if he may not read such things
   */
  List<FieldValue> values(FieldKind kind, String id);

  /**
   * Sets the values that are given; others stay.
   *
   * @return all values
   * @throws io.custode.api.error.Invalid naming each that breaks its field's rule
   * @throws io.custode.api.error.NotFound if there is no such thing in the bound tenant
   * @throws io.custode.api.error.Forbidden if the caller may not write such things
   */
  List<FieldValue> set(FieldKind kind, String id, List<FieldValue> values);
}
