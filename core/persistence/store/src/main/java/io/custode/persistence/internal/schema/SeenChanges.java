// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.persistence.internal.copy.RowsFile;
import io.custode.persistence.internal.database.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import liquibase.ChecksumVersion;
import liquibase.change.CheckSum;
import liquibase.changelog.ChangeSet;

/**
 * The change sets that a schema has seen, by their key, in the order in which they ran.
 *
 * @param sets empty if there is no such schema
 */
record SeenChanges(Map<String, Seen> sets) {
  /** What a vendor calls a change set that changes or drops what is in the tables. */
  private static final String LABEL = "rewrites-data";

  /**
   * A change set that has run.
   *
   * @param sum of what it was then, empty if that is not known
   * @param rewrites whether older code may not understand what it left
   */
  record Seen(String id, String sum, boolean rewrites) {}

  static SeenChanges read(Connection connection, Dialect dialect, String schema)
      throws SQLException {
    var sets = new LinkedHashMap<String, Seen>();
    try (var tables =
        connection
            .getMetaData()
            .getTables(null, dialect.stored(schema), dialect.stored("databasechangelog"), null)) {
      if (!tables.next()) {
        return new SeenChanges(sets);
      }
    }
    try (Statement query = connection.createStatement();
        ResultSet rows =
            query.executeQuery(
                "select id, author, md5sum, labels from "
                    + schema
                    + ".databasechangelog order by orderexecuted")) {
      while (rows.next()) {
        var sum = rows.getString(3);
        var labels = rows.getString(4);
        sets.put(
            RowsFile.key(rows.getString(1), rows.getString(2)),
            new Seen(
                rows.getString(1),
                sum == null ? "" : sum,
                labels != null && rewrites(Arrays.asList(labels.split(",")))));
      }
    }
    return new SeenChanges(sets);
  }

  static boolean rewrites(ChangeSet set) {
    return set.getLabels() != null && rewrites(set.getLabels().getLabels());
  }

  private static boolean rewrites(Collection<String> labels) {
    return labels.stream().map(String::strip).anyMatch(LABEL::equalsIgnoreCase);
  }

  boolean isEmpty() {
    return sets.isEmpty();
  }

  boolean has(ChangeSet set) {
    return sets.containsKey(Changelog.key(set));
  }

  /**
   * @return whether it has run, and is another one now
   */
  boolean isAltered(ChangeSet set) {
    var seen = sets.get(Changelog.key(set));
    return seen != null
        && !seen.sum().isEmpty()
        && !set.isCheckSumValid(CheckSum.parse(seen.sum()));
  }

  /**
   * @return whether all that a changelog has to run has run as it is now
   */
  boolean holds(Changelog.Listed changelog) {
    return changelog.sets().stream().allMatch(set -> has(set) && !isAltered(set));
  }

  /** Opens every file that is needed to run again what has run; one that is absent is told. */
  void open(Changelog.Listed changelog) {
    changelog.sets().stream()
        .filter(this::has)
        .forEach(set -> set.generateCheckSum(ChecksumVersion.latest()));
  }

  /**
   * @param known keys of all change sets of a changelog
   * @return ids of those that have run and are not among them
   */
  List<String> without(Collection<String> known) {
    return sets.entrySet().stream()
        .filter(set -> !known.contains(set.getKey()))
        .map(set -> set.getValue().id())
        .toList();
  }

  /**
   * @param known keys of all change sets of a changelog
   * @return ids of those that rewrote data and are not among them: its code may not understand it
   */
  List<String> rewrittenSince(Collection<String> known) {
    return sets.entrySet().stream()
        .filter(set -> set.getValue().rewrites() && !known.contains(set.getKey()))
        .map(set -> set.getValue().id())
        .toList();
  }

  /** All of them are needed to make the tables as they were. */
  static String noWayBack(List<String> without) {
    return "it rewrites data, but lacks the change set "
        + String.join(", ", without)
        + ", which has run: there would be no way back if it fails";
  }

  static String because(List<String> rewrittenSince) {
    return "what is in its tables was rewritten by the change set "
        + String.join(", ", rewrittenSince)
        + " of a later version, which this one does not know: go on to a version that has it, or"
        + " restore a backup from before it";
  }
}
