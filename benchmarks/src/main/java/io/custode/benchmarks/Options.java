// SPDX-License-Identifier: Apache-2.0
package io.custode.benchmarks;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param server agents' port, {@code https://host:8444}, to enrol at
 * @param tokens file with an enrolment secret on each line
 * @param rest web server, {@code https://host:8443}, to take tokens from
 * @param apiToken file with an API token for it
 * @param tenant whose machines these are
 * @param fleet file that keeps the enrolled agents for another run
 * @param ramp connections begun in a second
 * @param values of an agent's metrics at once
 * @param metrics seconds between an agent's metrics, 0 for what the platform says
 * @param comeBack whoever loses his connection comes back within so many seconds, 0: never
 * @param storm all drop their connections after so many seconds, again and again, 0: never
 * @param seconds how long metrics are sent; 0: until standard input ends
 * @param pid the server's process, to read its CPU time and memory
 */
record Options(
    @Nullable String server,
    @Nullable Path tokens,
    @Nullable String rest,
    @Nullable Path apiToken,
    @Nullable String tenant,
    @Nullable Path fleet,
    int agents,
    int ramp,
    int values,
    int metrics,
    int comeBack,
    int storm,
    int seconds,
    long pid) {
  static final String USAGE =
      """
      Usage: FleetSimulator [options]
        --agents N         how many (100)
        --ramp N           connections begun in a second (100)
        --values N         of an agent's metrics at once (12)
        --metrics SECONDS  between an agent's metrics (0: as the platform says)
        --come-back SECONDS  whoever loses his connection is back within that, spread (0: never)
        --storm SECONDS    all drop their connections after that, again and again (0: never)
        --seconds N        how long they send metrics (60); 0: until standard input ends
        --pid PID          the server's process: its CPU time and memory are shown
        --fleet FILE       enrolled agents: read if it is there, else written
      where agents come from, unless the fleet file has enough:
        --server https://host:8444 --tokens FILE
        --server https://host:8444 --rest https://host:8443 --api-token FILE --tenant ID
      """;

  static Options parse(String[] arguments) {
    Map<String, String> given = new TreeMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
        throw new IllegalArgumentException("Not understood: " + arguments[i]);
      }
      given.put(arguments[i].substring(2), arguments[i + 1]);
    }
    var options =
        new Options(
            given.remove("server"),
            path(given.remove("tokens")),
            given.remove("rest"),
            path(given.remove("api-token")),
            given.remove("tenant"),
            path(given.remove("fleet")),
            number(given.remove("agents"), 100),
            number(given.remove("ramp"), 100),
            number(given.remove("values"), 12),
            number(given.remove("metrics"), 0),
            number(given.remove("come-back"), 0),
            number(given.remove("storm"), 0),
            number(given.remove("seconds"), 60),
            number(given.remove("pid"), 0));
    if (!given.isEmpty()) {
      throw new IllegalArgumentException("Not understood: --" + given.keySet().iterator().next());
    }
    return options;
  }

  private static @Nullable Path path(@Nullable String text) {
    return text == null ? null : Path.of(text);
  }

  private static int number(@Nullable String text, int otherwise) {
    return text == null ? otherwise : Integer.parseInt(text);
  }
}
