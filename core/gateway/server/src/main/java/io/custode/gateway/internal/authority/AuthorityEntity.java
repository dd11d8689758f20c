// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** Whose certificates this database's agents have: one row. */
@Entity
@ProviderWide
@Table(name = "authority")
public class AuthorityEntity {
  static final int ID = 1;

  @Id private int id;

  @Version private long revision;

  @Column(nullable = false)
  private String fingerprint = "";

  protected AuthorityEntity() {}

  AuthorityEntity(String fingerprint) {
    this.id = ID;
    this.fingerprint = fingerprint;
  }

  String fingerprint() {
    return fingerprint;
  }
}
