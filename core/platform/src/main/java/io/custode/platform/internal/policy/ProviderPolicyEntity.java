// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.json.Json;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Entity;
import javax.persistence.Table;

/** A policy of the provider, for everybody or for one of its groups. */
@Entity
@ProviderWide
@Table(name = "provider_policy")
public class ProviderPolicyEntity extends PolicyRow {
  protected ProviderPolicyEntity() {}

  ProviderPolicyEntity(PolicyKey key, Json body, Instant at) {
    super(key, body, at);
  }
}
