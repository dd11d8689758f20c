// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.module;

import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;

/** The bytes of a module, by what they are. */
@Entity
@ProviderWide
@Table(name = "module_jar")
public class ModuleJarEntity {
  @Id
  @Column(length = 64)
  private String sha256 = "";

  @Version private long revision;

  @Lob
  @Column(name = "content", nullable = false)
  private byte[] content = {};

  protected ModuleJarEntity() {}

  ModuleJarEntity(String sha256, byte[] content) {
    this.sha256 = sha256;
    this.content = content.clone();
  }

  byte[] content() {
    return content.clone();
  }
}
