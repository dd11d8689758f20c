// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.imports.Difference;
import io.custode.api.imports.Reject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What became of rows, counted. */
final class Tally {
  private static final int FIRST = 50;

  private final List<Difference> differences = new ArrayList<>();
  private final List<Reject> rejects = new ArrayList<>();
  private final long[] counts = new long[Intake.Fate.values().length];
  private long proposals;

  void add(Intake.Outcome outcome) {
    counts[outcome.fate().ordinal()]++;
    proposals += outcome.proposals();
    if (outcome.reject() != null) {
      rejects.add(outcome.reject());
    }
    outcome.differences().stream()
        .limit(Math.max(0, FIRST - differences.size()))
        .forEach(differences::add);
  }

  void add(Tally other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    proposals += other.proposals;
    rejects.addAll(other.rejects);
    other.differences.stream()
        .limit(Math.max(0, FIRST - differences.size()))
        .forEach(differences::add);
  }

  long seen() {
    return created() + changed() + same() + rejected();
  }

  long created() {
    return counts[Intake.Fate.CREATED.ordinal()];
  }

  long changed() {
    return counts[Intake.Fate.CHANGED.ordinal()];
  }

  long same() {
    return counts[Intake.Fate.SAME.ordinal()];
  }

  long rejected() {
    return counts[Intake.Fate.REJECTED.ordinal()];
  }

  long proposals() {
    return proposals;
  }

  /**
   * @return the first 50
   */
  List<Difference> differences() {
    return differences;
  }

  List<Reject> rejects() {
    return rejects;
  }

  List<Reject> firstRejects() {
    return rejects.stream().sorted(Comparator.comparingLong(Reject::row)).limit(FIRST).toList();
  }
}
