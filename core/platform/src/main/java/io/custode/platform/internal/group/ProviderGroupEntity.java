// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.api.json.Json;
import io.custode.persistence.ProviderWide;
import javax.persistence.Entity;
import javax.persistence.Table;

/** A group of the provider, which each tenant's assets are in. Always a query. */
@Entity
@ProviderWide
@Table(name = "provider_group")
public class ProviderGroupEntity extends GroupRow {
  protected ProviderGroupEntity() {}

  ProviderGroupEntity(String name, int place, Json filter) {
    super(name, place, filter);
  }
}
