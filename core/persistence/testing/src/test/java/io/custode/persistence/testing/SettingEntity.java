// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.testing;

import io.custode.persistence.ProviderWide;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

@Entity
@ProviderWide
@Table(name = "setting")
public class SettingEntity {
  @Id private String id;
  @Version private long revision;
  private String text;

  protected SettingEntity() {}

  SettingEntity(String id, String text) {
    this.id = id;
    this.text = text;
  }

  void say(String next) {
    text = next;
  }

  String text() {
    return text;
  }
}
