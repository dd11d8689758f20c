// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.contact;

import javax.persistence.Entity;
import javax.persistence.Table;

/** A contact, in his tenant. */
@Entity
@Table(name = "contact")
public class ContactEntity extends ContactRow {
  protected ContactEntity() {}

  ContactEntity(Said said) {
    super(said);
  }
}
