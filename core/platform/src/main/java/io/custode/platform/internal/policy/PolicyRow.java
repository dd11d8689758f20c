// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.id.Uuid7;
import io.custode.api.json.Json;
import io.custode.api.policy.Policy;
import io.custode.api.policy.PolicyLevel;
import io.custode.api.tenant.TenantId;
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

/** The columns of a policy. What it sets is read as a whole, so it is one column. */
@MappedSuperclass
public class PolicyRow {
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

  @Lob
  @Column(nullable = false)
  private String body = "";

  @Convert(converter = InstantMicros.class)
  @Column(name = "changed_at", nullable = false)
  private Instant changedAt = Instant.EPOCH;

  protected PolicyRow() {}

  PolicyRow(PolicyKey key, Json body, Instant at) {
    this.id = Uuid7.next();
    this.type = key.type();
    this.level = key.target().level();
    this.target = key.id();
    say(body, at);
  }

  final void say(Json next, Instant at) {
    body = next.text();
    changedAt = at;
  }

  String id() {
    return id;
  }

  long revision() {
    return revision;
  }

  @Nullable String tenant() {
    return null;
  }

  PolicyKey key() {
    return PolicyKey.of(type, level, target);
  }

  Stored stored(JsonMapping json) {
    return json.read(new Json(body), Stored.class);
  }

  Policy toPolicy(JsonMapping json, boolean known) {
    var tenant = tenant();
    var stored = stored(json);
    return new Policy(
        type,
        known,
        tenant == null ? null : TenantId.of(tenant),
        key().target(),
        stored.values(),
        stored.locked(),
        changedAt,
        revision);
  }
}
