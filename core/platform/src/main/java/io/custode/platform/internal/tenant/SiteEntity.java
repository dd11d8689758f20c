// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import javax.persistence.Entity;
import javax.persistence.Table;

/** A site, in its tenant. */
@Entity
@Table(name = "site")
public class SiteEntity extends SiteRow {
  protected SiteEntity() {}

  SiteEntity(String name) {
    super(name);
  }
}
