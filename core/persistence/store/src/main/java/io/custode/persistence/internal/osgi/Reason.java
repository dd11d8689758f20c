// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.osgi;

import io.custode.persistence.internal.database.Failures;
import java.sql.SQLException;

/** One sentence that says why, from an exception. */
final class Reason {
  private static final int DEEPEST = 20;
  private static final int LONGEST = 500;

  private Reason() {}

  /** The innermost message says most: Derby's outermost is "failed to start", without why. */
  static String of(Throwable thrown) {
    if (Failures.isUnwritable(thrown)) {
      return "the database cannot write, most likely because its disk is full.";
    }
    Throwable last = thrown;
    for (int depth = 0; depth < DEEPEST; depth++) {
      Throwable next = last.getCause();
      if (last instanceof SQLException sql && sql.getNextException() != null) {
        next = sql.getNextException();
      }
      if (next == null || next == last) {
        break;
      }
      last = next;
    }
    String own = line(thrown);
    String deepest = line(last);
    String text = own.equals(deepest) || own.contains(deepest) ? own : own + ": " + deepest;
    String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    return cut.endsWith(".") ? cut : cut + ".";
  }

  private static String line(Throwable thrown) {
    String message = thrown.getMessage();
    if (thrown instanceof LinkageError || message == null || message.isBlank()) {
      return thrown.toString();
    }
    return message.lines().findFirst().orElse(message);
  }
}
