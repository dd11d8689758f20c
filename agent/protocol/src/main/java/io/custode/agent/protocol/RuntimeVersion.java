// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Version of an agent's runtime, {@code 0.3.0} or {@code 0.3.0-rc.1}: three numbers, and a suffix
 * that makes it earlier than the one without. Suffixes are compared as text. The agent's launcher
 * compares them in the same way.
 */
public record RuntimeVersion(int major, int minor, int patch, String suffix)
    implements Comparable<RuntimeVersion> {
  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(?:-([0-9A-Za-z][0-9A-Za-z.]{0,29}))?");

  /**
   * @return empty if the text is no such version
   */
  public static Optional<RuntimeVersion> parse(String text) {
    var match = TEXT.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    var suffix = match.group(4);
    return Optional.of(
        new RuntimeVersion(
            Integer.parseInt(match.group(1)),
            Integer.parseInt(match.group(2)),
            Integer.parseInt(match.group(3)),
            suffix == null ? "" : suffix));
  }

  /**
   * @param other a text that is no version is earlier than any
   */
  public boolean laterThan(String other) {
    return parse(other).map(o -> compareTo(o) > 0).orElse(true);
  }

  /**
   * Whether the two ends of a link may be of these versions: the same major, and at most one minor
   * apart.
   *
   * @param other a text that is no version, as of a build without one, is in step with any
   */
  public boolean inStep(String other) {
    return parse(other).map(o -> major == o.major && Math.abs(minor - o.minor) <= 1).orElse(true);
  }

  @Override
  public int compareTo(RuntimeVersion other) {
    if (major != other.major) {
      return Integer.compare(major, other.major);
    }
    if (minor != other.minor) {
      return Integer.compare(minor, other.minor);
    }
    if (patch != other.patch) {
      return Integer.compare(patch, other.patch);
    }
    return suffix.isEmpty() || other.suffix.isEmpty()
        ? Boolean.compare(suffix.isEmpty(), other.suffix.isEmpty())
        : suffix.compareTo(other.suffix);
  }

  @Override
  public String toString() {
    return major + "." + minor + '.' + patch + (suffix.isEmpty() ? "" : '-' + suffix);
  }
}
