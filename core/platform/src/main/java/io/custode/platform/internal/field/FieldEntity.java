// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.field;

import io.custode.api.field.CustomField;
import io.custode.api.field.FieldKind;
import io.custode.api.field.FieldType;
import io.custode.persistence.ProviderWide;
import java.math.BigDecimal;
import java.util.List;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A field that the MSP defined. */
@Entity
@ProviderWide
@Table(name = "custom_field")
public class FieldEntity {
  @Id
  @Column(length = 60)
  private String id = "";

  @Version private long revision;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private FieldKind kind = FieldKind.ASSET;

  @Column(name = "field_key", nullable = false)
  private String key = "";

  @Column(nullable = false)
  private String label = "";

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private FieldType type = FieldType.TEXT;

  @Column(nullable = false)
  private boolean required;

  @Column(name = "standard_value")
  private @Nullable String standard;

  /** Parted by line feeds, which no choice has. */
  @Column private @Nullable String choices;

  @Column private @Nullable String least;

  @Column private @Nullable String most;

  protected FieldEntity() {}

  FieldEntity(CustomField field) {
    this.id = id(field.kind(), field.key());
    this.kind = field.kind();
    this.key = field.key();
    this.type = field.type();
    say(field);
  }

  static String id(FieldKind kind, String key) {
    return kind + "/" + key;
  }

  final void say(CustomField field) {
    label = field.label();
    required = field.required();
    standard = field.standard();
    var all = field.choices();
    choices = all == null || all.isEmpty() ? null : String.join("\n", all);
    least = field.least() == null ? null : field.least().toPlainString();
    most = field.most() == null ? null : field.most().toPlainString();
  }

  FieldType type() {
    return type;
  }

  CustomField toField() {
    return new CustomField(
        kind,
        key,
        label,
        type,
        required,
        standard,
        choices == null ? List.of() : List.of(choices.split("\n")),
        least == null ? null : new BigDecimal(least),
        most == null ? null : new BigDecimal(most));
  }
}
