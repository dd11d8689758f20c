// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal;

import java.io.PrintStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line per fact on standard output, where the service manager keeps it. No library: that would
 * cost more memory than all the lines it ever wrote.
 */
public final class Log {
  private static final int LONGEST = 2000;

  private final String part;
  private final PrintStream out;

  private Log(String part, PrintStream out) {
    this.part = part;
    this.out = out;
  }

  public static Log of(String part) {
    return new Log(part, System.out);
  }

  public void info(String what) {
    line("INFO ", what);
  }

  public void warn(String what) {
    line("WARN ", what);
  }

  public void warn(String what, Throwable why) {
    line("WARN ", what + ": " + reason(why));
  }

  /** Class and message of the innermost cause that has one; no stack, no content. */
  public static String reason(Throwable why) {
    Throwable best = why;
    for (@Nullable Throwable t = why; t != null && t != t.getCause(); t = t.getCause()) {
      if (t.getMessage() != null) {
        best = t;
      }
    }
    var message = best.getMessage();
    var type = best.getClass().getSimpleName();
    return message == null ? type : type + ": " + message;
  }

  private void line(String level, String what) {
    var text = what.length() > LONGEST ? what.substring(0, LONGEST) + "..." : what;
    var line = new StringBuilder(64 + text.length());
    var now = Instant.ofEpochSecond(Instant.now().getEpochSecond());
    line.append(now).append(' ').append(level).append(' ').append(part).append(": ");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line.append(c < ' ' || c == 127 ? ' ' : c); // nobody forges lines
    }
    out.println(line);
  }
}
