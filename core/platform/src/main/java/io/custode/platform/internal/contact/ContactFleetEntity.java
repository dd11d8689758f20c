// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.contact;

import io.custode.persistence.FleetView;
import javax.persistence.Entity;
import javax.persistence.Table;

/** Contacts of all tenants that the viewer sees. */
@Entity
@FleetView
@Table(name = "contact")
public class ContactFleetEntity extends ContactRow {
  protected ContactFleetEntity() {}
}
