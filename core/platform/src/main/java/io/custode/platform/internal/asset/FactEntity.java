// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.id.Uuid7;
import java.util.Locale;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** One thing that an inventory says of an asset, where queries reach it. */
@Entity
@Table(name = "asset_fact")
public class FactEntity {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "asset_id", nullable = false)
  private String asset = "";

  @Column(nullable = false)
  private String name = "";

  /** Lower case. */
  @Column(name = "value_key", nullable = false)
  private String value = "";

  protected FactEntity() {}

  FactEntity(String asset, String name, String value) {
    this.id = Uuid7.next();
    this.asset = asset;
    this.name = name;
    say(value);
  }

  String asset() {
    return asset;
  }

  String name() {
    return name;
  }

  String value() {
    return value;
  }

  final void say(String next) {
    var text = next.length() > Facts.LONGEST ? next.substring(0, Facts.LONGEST) : next;
    value = text.toLowerCase(Locale.ROOT);
  }
}
