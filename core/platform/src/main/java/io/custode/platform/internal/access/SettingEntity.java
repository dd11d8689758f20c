// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserId;
import io.custode.api.id.Uuid7;
import io.custode.api.json.Json;
import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;

/** Something that a user set for himself. */
@Entity
@ProviderWide
@Table(name = "user_setting")
public class SettingEntity {
  @Id
  @Column(length = 36)
  private String id;

  @Version private long revision;

  @Column(name = "person_id", nullable = false)
  private String user;

  @Column(nullable = false)
  private String name;

  @Lob
  @Column(nullable = false)
  private String body;

  protected SettingEntity() {
    id = "";
    user = "";
    name = "";
    body = "";
  }

  SettingEntity(UserId user, String name, Json value) {
    this.id = Uuid7.next();
    this.user = user.value();
    this.name = name;
    this.body = value.text();
  }

  void set(Json value) {
    body = value.text();
  }

  Setting toSetting() {
    return new Setting(name, new Json(body));
  }
}
