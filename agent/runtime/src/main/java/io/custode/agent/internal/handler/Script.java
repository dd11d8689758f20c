// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.handler;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A script to run.
 *
 * @param interpreter one of {@link #INTERPRETERS}, or an absolute path
 * @param script its text, at most 64 KiB
 * @param args other users of the machine can read them while it runs; secrets belong into env
 * @param timeoutSeconds 1 to 3600; 300 if left out
 */
public record Script(
    String interpreter,
    String script,
    @Nullable List<String> args,
    @Nullable Map<String, String> env,
    @Nullable Integer timeoutSeconds) {
  static final Set<String> INTERPRETERS =
      Set.of("sh", "bash", "dash", "zsh", "ksh", "python3", "perl", "ruby", "node", "pwsh");

  private static final int LARGEST = 64 * 1024;
  private static final int MOST = 64;
  private static final int LONGEST = 4096;
  private static final int LONGEST_TIME = 3600;
  private static final int USUAL_TIME = 300;

  public Script {
    check(
        INTERPRETERS.contains(interpreter) || isPath(interpreter),
        "interpreter must be an absolute path or one of "
            + INTERPRETERS.stream().sorted().toList());
    check(!script.isEmpty(), "script must not be empty");
    check(script.getBytes(UTF_8).length <= LARGEST, "script must be at most 64 KiB");
    args = args == null ? List.of() : List.copyOf(args);
    check(args.size() <= MOST, "args must be at most " + MOST);
    for (var arg : args) {
      check(isPlain(arg), "args must be at most " + LONGEST + " characters each");
    }
    env = env == null ? Map.of() : Map.copyOf(env);
    check(env.size() <= MOST, "env must be at most " + MOST);
    for (var variable : env.entrySet()) {
      check(isName(variable.getKey()), "env must have names of letters, digits and _");
      check(isPlain(variable.getValue()), "env must have values of at most " + LONGEST);
    }
    timeoutSeconds = timeoutSeconds == null ? USUAL_TIME : timeoutSeconds;
    check(
        timeoutSeconds >= 1 && timeoutSeconds <= LONGEST_TIME,
        "timeoutSeconds must be 1 to " + LONGEST_TIME);
  }

  private static void check(boolean fits, String rule) {
    if (!fits) {
      throw new IllegalArgumentException(rule);
    }
  }

  private static boolean isPath(String text) {
    return text.startsWith("/") && isPlain(text) && !text.contains("/../");
  }

  private static boolean isPlain(String text) {
    return text.length() <= LONGEST && text.indexOf('\0') < 0;
  }

  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= 200;
  }

  /** Neither text nor environment: they may hold secrets. */
  @Override
  public String toString() {
    return "Script[" + interpreter + "]";
  }
}
