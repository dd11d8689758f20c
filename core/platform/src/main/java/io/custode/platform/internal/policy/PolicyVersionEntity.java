// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.access.UserId;
import io.custode.api.json.Json;
import java.time.Instant;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A version of a tenant's policy. */
@Entity
@Table(name = "policy_version")
public class PolicyVersionEntity extends PolicyVersionRow {
  protected PolicyVersionEntity() {}

  PolicyVersionEntity(PolicyKey key, int number, @Nullable Json body, Instant at, UserId by) {
    super(key, number, body, at, by);
  }
}
