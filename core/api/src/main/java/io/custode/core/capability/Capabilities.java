// SPDX-License-Identifier: Apache-2.0
package io.custode.core.capability;

import io.custode.api.error.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin declares in the header {@value #HEADER} of its manifest: {@code kind:name}, with
 * commas between. This is the only place where it is declared, and the only one where it is read.
 *
 * @param all of them, in alphabetical order
 */
public record Capabilities(SortedSet<String> all) {
  /** Where they stand. */
  public static final String HEADER = "Custode-Capabilities";

  /** Those of a plugin that is not there. */
  public static final Capabilities NONE = new Capabilities(new TreeSet<>());

  private static final int MOST = 200;
  private static final String HOST =
      "(\\*\\.[a-z0-9-]+(\\.[a-z0-9-]+)+|[a-z0-9-]+(\\.[a-z0-9-]+)*|\\[[0-9a-f:.]+\\])";
  private static final String WORDS = "[a-z0-9]+([.-][a-z0-9]+)*";

  /** What each kind may name. */
  private static final Map<String, Pattern> KINDS =
      new TreeMap<>(
          Map.of(
              "endpoint", Pattern.compile("native|processes|sockets"),
              "host", Pattern.compile("\\*|" + HOST + "(:[1-9][0-9]{0,4})?"),
              "network", Pattern.compile("private"),
              "permission", Pattern.compile("\\*|[a-z][a-z0-9]{2,29}(\\.[a-z][a-z0-9-]*){2}"),
              "secret", Pattern.compile("[a-z][a-z0-9]{2,29}\\." + WORDS),
              "tables", Pattern.compile("provider"),
              "tenants", Pattern.compile("all"),
              "ui", Pattern.compile("\\*|[a-z]+(\\.[a-z]+)?"),
              "verb", Pattern.compile("([a-z][a-z0-9-]*\\.)?[a-z][a-z0-9-]*")));

  /** What jars have that were built before there was anything to declare for it. */
  private static final String UNSAID = "permission:*,ui:*";

  public Capabilities {
    all = Collections.unmodifiableSortedSet(new TreeSet<>(all));
  }

  /**
   * @param header null if the jar has none: then it has the permissions and pages that it brings,
   *     and nothing else
   */
  public static Capabilities of(@Nullable String header) {
    return new Capabilities(
        Arrays.stream((header == null ? UNSAID : header).split(","))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Whether this was declared: {@code allows("secret", "acme.key")}. */
  public boolean allows(String kind, String name) {
    return all.contains(kind + ":" + name) || all.contains(kind + ":*");
  }

  /**
   * @return those that the others do not allow, in alphabetical order
   */
  public List<String> without(Capabilities others) {
    return all.stream().filter(one -> !others.allows(one)).toList();
  }

  private boolean allows(String one) {
    int colon = one.indexOf(':');
    return all.contains(one) || (colon > 0 && allows(one.substring(0, colon), "*"));
  }

  /**
   * @return what in them nobody understands, for people; empty if all is well
   */
  public List<String> faults() {
    var faults = new ArrayList<String>();
    if (all.size() > MOST) {
      faults.add(HEADER + " has more than " + MOST + " capabilities");
    }
    for (var one : all) {
      int colon = one.indexOf(':');
      var pattern = KINDS.get(colon < 0 ? one : one.substring(0, colon));
      if (pattern == null) {
        faults.add(
            HEADER
                + " has "
                + one
                + ", which this platform does not know: it knows "
                + String.join(", ", KINDS.keySet()));
      } else if (!pattern.matcher(one.substring(colon + 1)).matches()) {
        faults.add(HEADER + " has " + one + ", which must match " + pattern);
      }
    }
    return faults;
  }

  /**
   * @param what was tried: {@code have the secret acme.key}
   * @param capability to declare
   * @return the refusal of what was not declared
   */
  public static Problem needed(String what, String capability) {
    return new Problem(
        Problem.Kind.FORBIDDEN,
        "capability-needed",
        "This plugin may not " + what + "; nothing was changed.",
        "Its vendor declares " + capability + " in " + HEADER + ".");
  }
}
