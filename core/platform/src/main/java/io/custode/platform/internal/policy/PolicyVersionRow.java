// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.access.UserId;
import io.custode.api.id.Uuid7;
import io.custode.api.json.Json;
import io.custode.api.policy.PolicyLevel;
import io.custode.api.policy.PolicyVersion;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.InstantMicros;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.MappedSuperclass;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** The columns of a version of a policy: written once, never changed. */
@MappedSuperclass
public class PolicyVersionRow {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "type_name", nullable = false)
  private String type = "";

  @Enumerated(EnumType.STRING)
  @Column(name = "level_name", nullable = false)
  private PolicyLevel level = PolicyLevel.PROVIDER;

  @Column(name = "target_id", nullable = false)
  private String target = "";

  @Column(name = "version_number", nullable = false)
  private int number;

  /** Null if it was cleared. */
  @Lob @Column private @Nullable String body;

  @Convert(converter = InstantMicros.class)
  @Column(name = "changed_at", nullable = false)
  private Instant changedAt = Instant.EPOCH;

  @Column(name = "changed_by", nullable = false)
  private String changedBy = "";

  protected PolicyVersionRow() {}

  PolicyVersionRow(PolicyKey key, int number, @Nullable Json body, Instant at, UserId by) {
    this.id = Uuid7.next();
    this.type = key.type();
    this.level = key.target().level();
    this.target = key.id();
    this.number = number;
    this.body = body == null ? null : body.text();
    this.changedAt = at;
    this.changedBy = by.value();
  }

  int number() {
    return number;
  }

  PolicyVersion toVersion(JsonMapping json) {
    Stored stored = body == null ? Stored.NOTHING : json.read(new Json(body), Stored.class);
    return new PolicyVersion(
        number, body == null, stored.values(), stored.locked(), changedAt, UserId.of(changedBy));
  }
}
