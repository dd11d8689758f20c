// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.file;

import io.custode.api.access.UserId;
import io.custode.api.file.FileId;
import io.custode.api.file.NewFile;
import io.custode.api.file.StoredFile;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.InstantMicros;
import java.time.Instant;
import java.util.Locale;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** What is known of a file. */
@Entity
@Table(name = "stored_file")
public class FileEntity {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  private String tenant = "";

  @Column(nullable = false)
  private String name = "";

  @Column(name = "name_key", nullable = false)
  private String nameKey = "";

  @Column(nullable = false)
  private String about = "";

  @Column(nullable = false)
  private String permission = "";

  @Column(name = "size_bytes", nullable = false)
  private long size;

  @Column(nullable = false)
  private String sha256 = "";

  @Column(name = "stored_by", nullable = false)
  private String storedBy = "";

  @Convert(converter = InstantMicros.class)
  @Column(name = "stored_at", nullable = false)
  private Instant storedAt = Instant.EPOCH;

  protected FileEntity() {}

  FileEntity(TenantId tenant, NewFile file, Spooled content, UserId by, Instant now) {
    this.id = FileId.next().value();
    this.tenant = tenant.value();
    this.name = file.name();
    this.nameKey = file.name().toLowerCase(Locale.ROOT);
    this.about = file.about();
    this.permission = file.permission();
    this.size = content.size();
    this.sha256 = content.sha256();
    this.storedBy = by.value();
    this.storedAt = now;
  }

  String id() {
    return id;
  }

  String nameKey() {
    return nameKey;
  }

  String about() {
    return about;
  }

  String permission() {
    return permission;
  }

  StoredFile toFile() {
    return new StoredFile(
        FileId.of(id),
        TenantId.of(tenant),
        name,
        about,
        size,
        sha256,
        UserId.of(storedBy),
        storedAt);
  }
}
