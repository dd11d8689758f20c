// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import io.custode.api.calendar.Calendar;
import io.custode.api.calendar.CalendarId;
import io.custode.api.calendar.CalendarRules;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import io.custode.core.json.JsonMapping;
import java.util.Locale;
import javax.persistence.Column;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.MappedSuperclass;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** The columns of a calendar. Its rules are read as a whole, so they are one column. */
@MappedSuperclass
public class CalendarRow {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(nullable = false)
  private String name = "";

  @Column(name = "name_key", nullable = false)
  private String nameKey = "";

  @Lob
  @Column(nullable = false)
  private String rules = "";

  protected CalendarRow() {}

  CalendarRow(String name, Json rules) {
    this.id = CalendarId.next().value();
    change(name, rules);
  }

  final void change(@Nullable String toName, @Nullable Json toRules) {
    if (toName != null) {
      name = toName;
      nameKey = toName.toLowerCase(Locale.ROOT);
    }
    rules = toRules == null ? rules : toRules.text();
  }

  String id() {
    return id;
  }

  String nameKey() {
    return nameKey;
  }

  long revision() {
    return revision;
  }

  @Nullable String tenant() {
    return null;
  }

  Calendar toCalendar(JsonMapping json) {
    var tenant = tenant();
    return new Calendar(
        CalendarId.of(id),
        tenant == null ? null : TenantId.of(tenant),
        name,
        json.read(new Json(rules), CalendarRules.class),
        revision);
  }
}
