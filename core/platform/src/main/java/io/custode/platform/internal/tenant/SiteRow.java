// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import io.custode.api.tenant.Site;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import java.util.Locale;
import javax.persistence.Column;
import javax.persistence.Id;
import javax.persistence.MappedSuperclass;
import javax.persistence.Version;

/** The columns of a site. */
@MappedSuperclass
public class SiteRow {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  private String tenant = "";

  @Column(nullable = false)
  private String name = "";

  @Column(name = "name_key", nullable = false)
  private String nameKey = "";

  protected SiteRow() {}

  SiteRow(String name) {
    this.id = SiteId.next().value();
    rename(name);
  }

  final void rename(String next) {
    name = next;
    nameKey = next.toLowerCase(Locale.ROOT);
  }

  String name() {
    return name;
  }

  long revision() {
    return revision;
  }

  String id() {
    return id;
  }

  Site toSite() {
    return new Site(SiteId.of(id), TenantId.of(tenant), name, revision);
  }

  Site toSite(TenantId of) {
    return new Site(SiteId.of(id), of, name, revision);
  }
}
