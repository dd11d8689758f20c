// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.access.UserId;
import io.custode.api.json.Json;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A version of a policy of the provider's. */
@Entity
@ProviderWide
@Table(name = "provider_policy_version")
public class ProviderPolicyVersionEntity extends PolicyVersionRow {
  protected ProviderPolicyVersionEntity() {}

  ProviderPolicyVersionEntity(
      PolicyKey key, int number, @Nullable Json body, Instant at, UserId by) {
    super(key, number, body, at, by);
  }
}
