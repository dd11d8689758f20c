// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.id.Uuid7;
import io.custode.api.imports.ImportId;
import io.custode.api.imports.Reject;
import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A row of an import that was refused: it does not hold what the row said. */
@Entity
@ProviderWide
@Table(name = "import_reject")
public class RejectEntity {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "import_id", nullable = false)
  private String of = "";

  @Column(name = "row_no", nullable = false)
  private long number;

  @Column(name = "column_name", nullable = false)
  private String place = "";

  @Column(nullable = false)
  private String reason = "";

  protected RejectEntity() {}

  RejectEntity(ImportId of, Reject reject) {
    this.id = Uuid7.next();
    this.of = of.value();
    this.number = reject.row();
    this.place = reject.column();
    this.reason =
        reject.reason().length() > 500 ? reject.reason().substring(0, 500) : reject.reason();
  }

  Reject toReject() {
    return new Reject(number, place, reason);
  }
}
