// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.imports.ImportId;
import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;

/** The text of an import, until it ended. */
@Entity
@ProviderWide
@Table(name = "import_body")
public class ImportBodyEntity {
  @Id
  @Column(name = "import_id", length = 36)
  private String id = "";

  @Version private long revision;

  @Lob
  @Column(nullable = false)
  private String body = "";

  protected ImportBodyEntity() {}

  ImportBodyEntity(ImportId id, String body) {
    this.id = id.value();
    this.body = body;
  }

  String body() {
    return body;
  }
}
