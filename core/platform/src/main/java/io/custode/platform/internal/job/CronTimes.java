// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.job;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.custode.platform.internal.calendar.LocalClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When a schedule is due. Two kinds, as people mean them: a fixed hour is due once a day, so it is
 * read off a clock that never changes and then put on the real one; every hour is due every hour
 * that passes, so it is read with the offset that is in force.
 */
final class CronTimes {
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));

  private final LocalClock clock;
  private final ExecutionTime times;
  private final boolean hourly;

  /**
   * @throws IllegalArgumentException if it is no schedule in Quartz notation
   */
  CronTimes(String cron, ZoneId zone) {
    Cron parsed = PARSER.parse(cron).validate();
    clock = new LocalClock(zone);
    times = ExecutionTime.forCron(parsed);
    var hours = parsed.retrieve(CronFieldName.HOUR).getExpression().asString();
    hourly = hours.startsWith("*");
  }

  /**
   * @return the first time after that instant, or empty if the schedule is over
   */
  Optional<Instant> next(Instant after) {
    return hourly ? hourly(after) : daily(after);
  }

  private Optional<Instant> daily(Instant after) {
    var local = after.atZone(clock.zone()).toLocalDateTime();
    while (true) {
      var next = next(local, ZoneOffset.UTC);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      local = next.get();
      var at = clock.begins(local);
      if (at.isAfter(after)) {
        return Optional.of(at);
      }
    }
  }

  private Optional<Instant> hourly(Instant after) {
    var rules = clock.zone().getRules();
    var from = after;
    while (true) {
      var offset = rules.getOffset(from);
      var change = rules.nextTransition(from);
      var next = next(LocalDateTime.ofInstant(from, offset), offset).map(t -> t.toInstant(offset));
      if (next.isEmpty() || change == null || next.get().isBefore(change.getInstant())) {
        return next;
      }
      // from the change on by the new offset, the very moment of the change included
      var at = change.getInstant();
      var first =
          next(LocalDateTime.ofInstant(at, change.getOffsetAfter()).minusSeconds(1), offset);
      if (first.isPresent() && first.get().toInstant(change.getOffsetAfter()).equals(at)) {
        return Optional.of(at);
      }
      from = at;
    }
  }

  private Optional<LocalDateTime> next(LocalDateTime local, ZoneOffset offset) {
    return times.nextExecution(local.atZone(offset)).map(t -> t.toLocalDateTime());
  }
}
