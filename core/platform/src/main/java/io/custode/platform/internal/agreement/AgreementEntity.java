// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.agreement;

import io.custode.api.agreement.AgreementKind;
import io.custode.api.tenant.TenantId;
import javax.persistence.Entity;
import javax.persistence.Table;

/** An agreement, with its tenant. */
@Entity
@Table(name = "agreement")
public class AgreementEntity extends AgreementRow {
  protected AgreementEntity() {}

  AgreementEntity(TenantId tenant, String name, AgreementKind kind) {
    super(tenant, name, kind);
  }
}
