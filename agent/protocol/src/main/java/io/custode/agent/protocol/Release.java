// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import java.util.HashMap;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an archive of the agent's program is, as its own file {@value #FILE} says.
 *
 * @param version a {@link RuntimeVersion}
 * @param os linux, windows or macos
 * @param arch of the processor, as {@link #arch(String)} names it; {@link #ANY} if it brings no
 *     Java
 */
public record Release(String version, String os, String arch) {
  /** In the archive's top directory: lines of {@code key=value}. */
  public static final String FILE = "release.properties";

  /** What starts it, in the archive's top directory. */
  public static final String START = "bin/start-agent";

  /** Fits every processor. */
  public static final String ANY = "any";

  /** Most bytes of {@link #FILE}. */
  public static final int LONGEST_FILE = 4096;

  private static final Set<String> SYSTEMS = Set.of("linux", "windows", "macos");

  /**
   * @throws MalformedMessage saying which field is missing or none
   */
  public static Release parse(String text) {
    var values = new HashMap<String, String>();
    for (var line : text.split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0 && values.put(line.substring(0, equals), line.substring(equals + 1)) != null) {
        throw new MalformedMessage(FILE + " says one thing twice");
      }
    }
    return new Release(
        value(values.get("version"), "version"),
        value(values.get("os"), "os"),
        value(values.get("arch"), "arch"));
  }

  private static String value(@Nullable String value, String name) {
    boolean fits =
        value != null
            && switch (name) {
              case "version" -> RuntimeVersion.parse(value).isPresent();
              case "os" -> SYSTEMS.contains(value);
              default -> value.matches("[a-z0-9_]{2,20}");
            };
    if (value == null || !fits) {
      throw new MalformedMessage(FILE + " says no " + name);
    }
    return value;
  }

  /** Whether it runs on such a machine. */
  public boolean runsOn(String system, String processor) {
    return os.equals(system) && (arch.equals(ANY) || arch.equals(arch(processor)));
  }

  /** Linux's own name of a processor, whoever names it. */
  public static String arch(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "amd64", "x64" -> "x86_64";
      case "arm64" -> "aarch64";
      default -> lower;
    };
  }

  /** From Java's {@code os.name}; empty for a system that there is no agent for. */
  public static String os(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("mac")) {
      return "macos";
    }
    return SYSTEMS.stream().filter(lower::startsWith).findFirst().orElse("");
  }
}
