// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import io.custode.platform.internal.seal.AesGcm;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * The key that a person's values in the audit are sealed under. It lies beside them: it is there to
 * be destroyed, not to hide names from who reads the database. The row stays without its key, so
 * that what is still on its way does not make the person known again.
 */
@Entity
@ProviderWide
@Table(name = "person_key")
public class PersonKeyEntity {
  @Id
  @Column(name = "person_id", length = 36)
  private String person;

  @Version private long revision;

  @Column(name = "key_text")
  private @Nullable String key;

  @Convert(converter = InstantMicros.class)
  @Column(name = "erased_at")
  private @Nullable Instant erasedAt;

  protected PersonKeyEntity() {
    person = "";
  }

  PersonKeyEntity(String person) {
    this.person = person;
    this.key = Base64.getEncoder().encodeToString(AesGcm.newKey());
  }

  String person() {
    return person;
  }

  Optional<byte[]> key() {
    return Optional.ofNullable(key).map(Base64.getDecoder()::decode);
  }

  /**
   * @return whether there was one
   */
  boolean destroy(Instant now) {
    boolean was = key != null;
    key = null;
    erasedAt = was || erasedAt == null ? now : erasedAt;
    return was;
  }
}
