// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.persistence.ProviderWide;
import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.IdClass;
import javax.persistence.Table;

/** That a viewer sees a tenant. Fleet views and row-level security read this table. */
@Entity
@ProviderWide
@Table(name = "visible")
@IdClass(VisibleEntity.Key.class)
public class VisibleEntity {
  @Id
  @Column(name = "viewer_id", length = 36)
  private String viewer;

  @Id
  @Column(name = "tenant_id", length = 36)
  private String tenant;

  protected VisibleEntity() {
    viewer = "";
    tenant = "";
  }

  VisibleEntity(String viewer, String tenant) {
    this.viewer = viewer;
    this.tenant = tenant;
  }

  /** Both columns. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1;
    String viewer = "";
    String tenant = "";

    public Key() {}

    Key(String viewer, String tenant) {
      this.viewer = viewer;
      this.tenant = tenant;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Key k && k.viewer.equals(viewer) && k.tenant.equals(tenant);
    }

    @Override
    public int hashCode() {
      return Objects.hash(viewer, tenant);
    }
  }
}
