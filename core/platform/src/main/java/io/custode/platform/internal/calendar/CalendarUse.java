// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import io.custode.api.calendar.CalendarId;
import io.custode.api.tenant.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that refers to calendars: who removes one is told. */
public interface CalendarUse {
  /**
   * @param tenant whose calendar it is; null: the provider's, which any tenant may use
   * @return what uses it, {@code agreement/<id>}, the first few
   */
  List<String> of(CalendarId calendar, @Nullable TenantId tenant);
}
