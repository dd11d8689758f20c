// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.command.Doc;
import io.custode.api.error.Invalid;
import io.custode.api.id.Uuid7;
import io.custode.api.json.Json;
import io.custode.api.policy.PolicyChange;
import io.custode.spi.policy.Merged;
import io.custode.spi.policy.PolicyType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A policy as a plugin would have it; each instance is a type that no other test knows. */
final class Patching implements PolicyType<Patching.Rules> {
  enum Mode {
    AUTOMATIC,
    ASK,
    NEVER
  }

  record Window(String day, int hours) {}

  record Rules(
      @Doc("Who decides") Mode mode,
      int days,
      boolean reboot,
      @Nullable String note,
      List<String> only,
      @Merged List<String> never,
      Duration patience,
      Window window) {
    Rules {
      only = List.copyOf(only);
      never = List.copyOf(never);
    }
  }

  static final Rules DEFAULTS =
      new Rules(
          Mode.ASK,
          7,
          false,
          null,
          List.of("all"),
          List.of("kernel"),
          Duration.ofHours(1),
          new Window("sun", 2));

  private final String name;

  Patching() {
    this("core.patching-" + Uuid7.next().substring(24));
  }

  Patching(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return "When patches are installed";
  }

  @Override
  public Rules defaults() {
    return DEFAULTS;
  }

  @Override
  public void check(Rules rules) {
    if (rules.mode() == Mode.NEVER && rules.reboot()) {
      throw Invalid.field("reboot", "must be false where nothing is installed");
    }
  }

  /** The same type after an update of its plugin: one field less, one of another type, one more. */
  record Later(String name) implements PolicyType<Later.Rules> {
    record Rules(Mode mode, boolean days, boolean fast) {}

    @Override
    public String description() {
      return "When patches are installed";
    }

    @Override
    public Rules defaults() {
      return new Rules(Mode.ASK, true, true);
    }
  }

  static Map<String, Json> values(String... namesAndValues) {
    var values = new LinkedHashMap<String, Json>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], new Json(namesAndValues[i + 1]));
    }
    return values;
  }

  static PolicyChange first(String... namesAndValues) {
    return new PolicyChange(values(namesAndValues), null, null);
  }

  static PolicyChange locking(List<String> locked, String... namesAndValues) {
    return new PolicyChange(values(namesAndValues), locked, null);
  }
}
