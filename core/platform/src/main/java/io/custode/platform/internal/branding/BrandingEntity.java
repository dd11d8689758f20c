// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.branding;

import io.custode.api.branding.Branding;
import io.custode.api.tenant.TenantId;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** What a tenant set of its look; its key is the tenant, so that there is one at most. */
@Entity
@Table(name = "branding")
public class BrandingEntity {
  @Id
  @Column(length = 36)
  private String id;

  /** From 1 on: 0 is the revision of what nobody set. */
  @Version private long revision;

  private @Nullable String name;

  @Column(length = 7)
  private @Nullable String accent;

  @Lob private @Nullable String logo;

  protected BrandingEntity() {
    id = "";
  }

  BrandingEntity(TenantId tenant) {
    id = tenant.value();
  }

  void look(@Nullable String nextName, @Nullable String nextAccent, @Nullable String nextLogo) {
    name = nextName;
    accent = nextAccent;
    logo = nextLogo;
  }

  Branding toBranding(String tenantName) {
    return new Branding(TenantId.of(id), name == null ? tenantName : name, accent, logo, revision);
  }

  @Nullable String name() {
    return name;
  }
}
