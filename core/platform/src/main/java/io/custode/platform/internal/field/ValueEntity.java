// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.field;

import io.custode.api.field.FieldKind;
import io.custode.api.id.Uuid7;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A value of a field, of a thing of a tenant. */
@Entity
@Table(name = "custom_value")
public class ValueEntity {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private FieldKind kind = FieldKind.ASSET;

  @Column(name = "target_id", nullable = false)
  private String target = "";

  @Column(name = "field_key", nullable = false)
  private String key = "";

  @Column(name = "value_text", nullable = false)
  private String value = "";

  protected ValueEntity() {}

  public ValueEntity(FieldKind kind, String target, String key, String value) {
    this.id = Uuid7.next();
    this.kind = kind;
    this.target = target;
    this.key = key;
    this.value = value;
  }

  String key() {
    return key;
  }

  String value() {
    return value;
  }

  void say(String next) {
    value = next;
  }
}
