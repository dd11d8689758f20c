// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code command --name value --flag}; unknown names are refused. */
record Arguments(String command, Map<String, String> options) {
  private static final List<String> VALUES =
      List.of("--home", "--server", "--secret-file", "--secret", "--proxy-file");
  private static final List<String> FLAGS = List.of("--replace", "--force");

  /**
   * @throws IllegalArgumentException saying which argument is wrong
   */
  static Arguments parse(String[] args) {
    var options = new HashMap<String, String>();
    for (int i = 1; i < args.length; i++) {
      if (FLAGS.contains(args[i])) {
        options.put(args[i], "");
      } else if (!VALUES.contains(args[i])) {
        throw new IllegalArgumentException("Unknown argument " + args[i]);
      } else if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " needs a value");
      } else {
        options.put(args[i], args[++i]);
      }
    }
    return new Arguments(args.length == 0 ? "help" : args[0], options);
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  boolean flag(String name) {
    return options.containsKey(name);
  }

  /** Without values: one may be a secret. */
  @Override
  public String toString() {
    return command + ' ' + options.keySet();
  }
}
