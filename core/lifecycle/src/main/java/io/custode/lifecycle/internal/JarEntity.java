// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;

/** The bytes of a jar, once, whoever needs them: what runs, what is kept, what was uploaded. */
@Entity
@Table(name = "jar")
@ProviderWide
public class JarEntity {
  @Id
  @Column(length = 64)
  private String sha256;

  @Version private long revision;

  @Lob
  @Column(nullable = false)
  private byte[] content;

  protected JarEntity() {}

  JarEntity(String sha256, byte[] content) {
    this.sha256 = sha256;
    this.content = content;
  }

  byte[] content() {
    return content;
  }
}
