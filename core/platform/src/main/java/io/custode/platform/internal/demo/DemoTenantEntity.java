// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.demo;

import io.custode.api.tenant.TenantId;
import io.custode.persistence.ProviderWide;
import java.util.Collection;
import java.util.Set;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;

/** That a tenant is made up; its key is the tenant. */
@Entity
@ProviderWide
@Table(name = "demo_tenant")
public class DemoTenantEntity {
  @Id
  @Column(length = 36)
  private String id;

  @Version private long revision;

  /** Ids with blanks between. */
  @Lob
  @Column(nullable = false)
  private String brought = "-";

  protected DemoTenantEntity() {
    id = "";
  }

  DemoTenantEntity(TenantId tenant) {
    id = tenant.value();
  }

  TenantId tenant() {
    return TenantId.of(id);
  }

  /** What is in it from the beginning: all else was put there by others. */
  void bring(Collection<String> ids) {
    brought = String.join(" ", ids);
  }

  Set<String> brought() {
    return Set.of(brought.split(" "));
  }
}
