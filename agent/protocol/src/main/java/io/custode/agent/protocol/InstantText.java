// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * {@code 2026-11-24T08:15:30.123456789Z}, years 0 to 9999. By hand, because the JDK's formatter
 * costs an agent a megabyte of classes and a platform a microsecond per value.
 */
final class InstantText {
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int SECONDS_ONLY = "0000-00-00T00:00:00".length();

  private InstantText() {}

  static String format(Instant instant, String field) {
    var date = LocalDate.ofEpochDay(Math.floorDiv(instant.getEpochSecond(), SECONDS_PER_DAY));
    if (date.getYear() < 0 || date.getYear() > 9999) {
      throw new MalformedMessage(field + ": a time outside of the years 0 to 9999");
    }
    int second = (int) Math.floorMod(instant.getEpochSecond(), (long) SECONDS_PER_DAY);
    var out = new StringBuilder(30);
    pad(out, date.getYear(), 4).append('-');
    pad(out, date.getMonthValue(), 2).append('-');
    pad(out, date.getDayOfMonth(), 2).append('T');
    pad(out, second / 3600, 2).append(':');
    pad(out, second / 60 % 60, 2).append(':');
    pad(out, second % 60, 2);
    int nano = instant.getNano();
    if (nano != 0) {
      out.append('.');
      pad(out, nano, 9);
      while (out.charAt(out.length() - 1) == '0') {
        out.setLength(out.length() - 1);
      }
    }
    return out.append('Z').toString();
  }

  /**
   * @return null if it is no such text
   */
  static @Nullable Instant parse(String text) {
    int length = text.length();
    if (length <= SECONDS_ONLY || length > SECONDS_ONLY + 11 || text.charAt(length - 1) != 'Z') {
      return null;
    }
    for (int i = 0; i < SECONDS_ONLY; i++) {
      char expected = "dddd-dd-ddTdd:dd:dd".charAt(i);
      char c = text.charAt(i);
      if (expected == 'd' ? !digit(c) : c != expected) {
        return null;
      }
    }
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    int nano = nano(text);
    if (hour > 23 || minute > 59 || second > 59 || nano < 0) {
      return null;
    }
    try {
      var date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
      long seconds = date.toEpochDay() * SECONDS_PER_DAY + hour * 3600L + minute * 60L + second;
      return Instant.ofEpochSecond(seconds, nano);
    } catch (DateTimeException e) {
      return null; // the 30th of February
    }
  }

  /** -1 if it is no fraction. */
  private static int nano(String text) {
    int end = text.length() - 1;
    if (end == SECONDS_ONLY) {
      return 0;
    }
    if (text.charAt(SECONDS_ONLY) != '.' || end == SECONDS_ONLY + 1) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < 9; i++) {
      int position = SECONDS_ONLY + 1 + i;
      int digit = position < end ? text.charAt(position) - '0' : 0;
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }

  private static StringBuilder pad(StringBuilder out, int value, int width) {
    for (int power = (int) Math.pow(10, width - 1); power > 0; power /= 10) {
      out.append((char) ('0' + value / power % 10));
    }
    return out;
  }
}
