// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserId;
import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** Where a user is sent a code if he forgets his password. */
@Entity
@ProviderWide
@Table(name = "mail_address")
public class MailAddressEntity {
  @Id
  @Column(name = "person_id", length = 36)
  private String user;

  @Version private long revision;

  @Column(nullable = false)
  private String address = "";

  protected MailAddressEntity() {
    user = "";
  }

  MailAddressEntity(UserId user) {
    this.user = user.value();
  }

  String address() {
    return address;
  }

  void set(String next) {
    address = next;
  }
}
