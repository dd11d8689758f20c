// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** An API bundle that is to be on every node; its bytes are in {@link JarEntity}. */
@Entity
@Table(name = "api_bundle")
@ProviderWide
public class ApiBundleEntity {
  @Id
  @Column(length = 64)
  private String sha256;

  @Version private long revision;

  @Column(nullable = false)
  private String name;

  @Column(nullable = false)
  private String version;

  protected ApiBundleEntity() {}

  ApiBundleEntity(ApiJar jar) {
    sha256 = jar.sha256();
    name = jar.name();
    version = jar.version();
  }

  ApiRow toRow() {
    return new ApiRow(sha256, name, version);
  }
}
