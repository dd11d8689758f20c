// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rule;

import io.custode.api.command.Doc;
import io.custode.api.error.Invalid;
import io.custode.spi.policy.Merged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What applies to a machine. The usual limits are fields of their own, so that each is inherited
 * and changed by itself; null turns one off.
 */
public record Rules(
    @Doc("Processor, per cent") @Nullable Limits processor,
    @Doc("Memory, per cent") @Nullable Limits memory,
    @Doc("Each disk, per cent") @Nullable Limits disk,
    @Doc("A disk that by its trend will be full within so many days, 1 to 365; null: not foreseen")
        @Nullable Integer diskFullDays,
    @Doc("Further rules, of all levels together") @Merged List<Rule> more) {

  /** The most rules that one machine may have. */
  static final int MOST = 100;

  private static final int LONGEST_FORESIGHT = 365;

  static final Rules DEFAULTS =
      new Rules(
          new Limits(95.0, null, 5, 30),
          new Limits(95.0, null, 3, 15),
          new Limits(90.0, 97.0, 2, 10),
          14,
          List.of());

  public Rules {
    more = more == null ? List.of() : List.copyOf(more);
  }

  /** When to warn, and when it is urgent. */
  public record Limits(
      @Doc("Warning above it; null: none") @Nullable Double warning,
      @Doc("Critical above it; null: never") @Nullable Double critical,
      @Doc("By how much it must be below before the alert ends") double back,
      @Doc("For how many minutes, 0 to 1440") int minutes) {

    private Rule rule(String name, String metric) {
      return new Rule(name, metric, Watch.ABOVE, warning, critical, back, minutes);
    }
  }

  /**
   * @return all that apply: of those of one name the last, without those that are off
   */
  List<Rule> all() {
    var byName = new LinkedHashMap<String, Rule>();
    usual().forEach(rule -> byName.put(rule.name(), rule));
    more.forEach(rule -> byName.put(rule.name(), rule));
    return byName.values().stream().filter(Rule::isOn).toList();
  }

  private List<Rule> usual() {
    var rules = new ArrayList<Rule>();
    if (processor != null) {
      rules.add(processor.rule("processor", "cpu.used"));
    }
    if (memory != null) {
      rules.add(memory.rule("memory", "mem.used.percent"));
    }
    if (disk != null) {
      rules.add(disk.rule("disk", "disk.used.percent:*"));
    }
    return rules;
  }

  /** The field that a rule is from. */
  String field(Rule rule) {
    return more.contains(rule) ? "more" : rule.name();
  }

  /**
   * @throws Invalid naming what cannot be
   */
  void check() {
    var found = new ArrayList<Invalid.Violation>();
    usual().forEach(rule -> found.addAll(rule.violations(rule.name())));
    if (diskFullDays != null && (diskFullDays < 1 || diskFullDays > LONGEST_FORESIGHT)) {
      found.add(new Invalid.Violation("diskFullDays", "is 1 to " + LONGEST_FORESIGHT));
    }
    if (more.size() > MOST) {
      found.add(new Invalid.Violation("more", "has at most " + MOST + " rules"));
    }
    for (int i = 0; i < more.size(); i++) {
      found.addAll(more.get(i).violations("more[" + i + "]"));
    }
    if (!found.isEmpty()) {
      throw new Invalid(found);
    }
  }
}
