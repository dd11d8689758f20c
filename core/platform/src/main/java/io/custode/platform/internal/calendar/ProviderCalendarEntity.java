// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import io.custode.api.json.Json;
import io.custode.persistence.ProviderWide;
import javax.persistence.Entity;
import javax.persistence.Table;

/** A calendar of the provider, for every tenant. */
@Entity
@ProviderWide
@Table(name = "provider_calendar")
public class ProviderCalendarEntity extends CalendarRow {
  protected ProviderCalendarEntity() {}

  ProviderCalendarEntity(String name, Json rules) {
    super(name, rules);
  }
}
