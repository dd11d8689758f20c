// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.calendar.HolidayRegion;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PublicHolidaysTest {
  private static final HolidayRegion ITALY = new HolidayRegion("IT", null);

  @Test
  void theThreadsOwnLoaderIsNotNeeded() {
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      // a region that no other test asks for, so that its file is read now
      assertThat(PublicHolidays.name(new HolidayRegion("is", null), LocalDate.of(2026, 6, 17)))
          .isNotNull();
      assertThat(thread.getContextClassLoader()).isSameAs(ClassLoader.getPlatformClassLoader());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void holidaysHaveNames() {
    assertThat(PublicHolidays.name(ITALY, LocalDate.of(2026, 4, 6))).isEqualTo("Easter Monday");
    assertThat(PublicHolidays.name(ITALY, LocalDate.of(2026, 4, 7))).isNull();
  }

  @Test
  void unknownRegionsAreNamedWithThoseThatThereAre() {
    assertThat(PublicHolidays.fault(ITALY)).isNull();
    assertThat(PublicHolidays.fault(new HolidayRegion("it", "32"))).isNull();
    assertThat(PublicHolidays.fault(new HolidayRegion("it", "mi"))).endsWith("one of 32");
    assertThat(PublicHolidays.fault(new HolidayRegion("is", "x"))).contains("left out");
    assertThat(PublicHolidays.fault(new HolidayRegion("../it", null))).contains("ISO 3166");
  }
}
