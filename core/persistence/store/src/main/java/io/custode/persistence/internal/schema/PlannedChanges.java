// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import io.custode.api.plugin.SchemaStep;
import io.custode.persistence.core.PluginSchemas.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import liquibase.Scope;
import liquibase.change.AddColumnConfig;
import liquibase.change.Change;
import liquibase.change.ChangeFactory;
import liquibase.change.ChangeMetaData;
import liquibase.change.ColumnConfig;
import liquibase.change.core.AddColumnChange;
import liquibase.change.core.AddForeignKeyConstraintChange;
import liquibase.change.core.CreateIndexChange;
import liquibase.change.core.CreateTableChange;
import liquibase.change.core.CreateViewChange;
import liquibase.change.core.DropColumnChange;
import liquibase.change.core.DropIndexChange;
import liquibase.change.core.InsertDataChange;
import liquibase.changelog.ChangeSet;
import org.jspecify.annotations.Nullable;

/**
 * What change sets do to tables that others use. While a plugin is updated, and after it went back
 * to an earlier version, code that knows nothing of them works on the same tables: what is not
 * labelled {@code rewrites-data} may only add.
 */
final class PlannedChanges {
  private final List<SchemaStep> steps = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  /** Tables, and columns after theirs and a dot, that the update itself makes. */
  private final Set<String> fresh = new HashSet<>();

  private final SeenChanges seen;

  private PlannedChanges(SeenChanges seen) {
    this.seen = seen;
  }

  static Plan of(SeenChanges seen, Changelog.Listed changelog) {
    var planned = new PlannedChanges(seen);
    var since = seen.rewrittenSince(changelog.known());
    if (!since.isEmpty()) {
      planned.refused.add(SeenChanges.because(since));
    }
    changelog.sets().forEach(planned::add);
    var without = seen.without(changelog.known());
    if (!without.isEmpty() && planned.steps.stream().anyMatch(SchemaStep::rewritesData)) {
      planned.refused.add(SeenChanges.noWayBack(without));
    }
    return new Plan(planned.steps, planned.refused);
  }

  private void add(ChangeSet set) {
    if (seen.isAltered(set)) {
      refused.add(
          "its change set " + set.getId() + " has run and was altered since: add another one");
    }
    if (seen.has(set)) {
      return;
    }
    boolean rewrites = SeenChanges.rewrites(set);
    var shown = new ArrayList<String>();
    for (var change : set.getChanges()) {
      shown.add(shown(change));
      remember(change);
      var why = rewrites || seen.isEmpty() ? null : objection(change);
      if (why != null) {
        refused.add(
            "its change set "
                + set.getId()
                + " "
                + why
                + ", while the version before works on the same tables: only add, and drop one"
                + " version later; or label it rewrites-data");
      }
    }
    steps.add(new SchemaStep(set.getId(), shown, rewrites && !seen.isEmpty()));
  }

  private @Nullable String objection(Change change) {
    if (change instanceof CreateTableChange
        || change instanceof CreateViewChange
        || change instanceof DropIndexChange
        || change instanceof InsertDataChange
        || isOnFresh(change)) {
      return null;
    }
    if (change instanceof AddColumnChange add) {
      return column(add);
    }
    if (change instanceof CreateIndexChange index) {
      return Boolean.TRUE.equals(index.isUnique())
          ? "makes " + index.getTableName() + " refuse what it took"
          : null;
    }
    if (change instanceof AddForeignKeyConstraintChange key) {
      return "makes " + key.getBaseTableName() + " refuse what it took";
    }
    return "does what cannot be told to be harmless (" + shown(change) + ")";
  }

  /** What this very update made nobody else uses, whatever happens to it. */
  private boolean isOnFresh(Change change) {
    var table = lower(parameter(change, "tableName", "baseTableName"));
    return fresh.contains(table)
        || change instanceof DropColumnChange drop && dropped(drop).allMatch(fresh::contains);
  }

  private static Stream<String> dropped(DropColumnChange drop) {
    var several = drop.getColumns().stream().map(ColumnConfig::getName);
    return (drop.getColumnName() == null ? several : Stream.of(drop.getColumnName()))
        .map(column -> column(drop.getTableName(), column));
  }

  private static String column(@Nullable String table, @Nullable String column) {
    return lower(table) + "." + lower(column);
  }

  private static @Nullable String parameter(Change change, String... names) {
    var parameters = metadata(change).getParameters();
    return Stream.of(names)
        .map(parameters::get)
        .filter(Objects::nonNull)
        .map(parameter -> parameter.getCurrentValue(change))
        .filter(Objects::nonNull)
        .map(String::valueOf)
        .findFirst()
        .orElse(null);
  }

  private void remember(Change change) {
    if (change instanceof CreateTableChange created) {
      fresh.add(lower(created.getTableName()));
    }
    if (change instanceof AddColumnChange add) {
      add.getColumns().forEach(column -> fresh.add(column(add.getTableName(), column.getName())));
    }
  }

  /** The version before inserts rows without it. */
  private static @Nullable String column(AddColumnChange add) {
    for (AddColumnConfig column : add.getColumns()) {
      var constraints = column.getConstraints();
      boolean needed = constraints != null && Boolean.FALSE.equals(constraints.isNullable());
      if (needed && column.getDefaultValueObject() == null) {
        return "adds the column "
            + column.getName()
            + ", which must not be null and has no default";
      }
    }
    return null;
  }

  private static String shown(Change change) {
    var name = metadata(change).getName();
    var table = table(change);
    return table == null ? name : name + " " + table;
  }

  private static ChangeMetaData metadata(Change change) {
    return Scope.getCurrentScope().getSingleton(ChangeFactory.class).getChangeMetaData(change);
  }

  private static @Nullable String table(Change change) {
    if (change instanceof CreateTableChange c) {
      return c.getTableName();
    }
    if (change instanceof AddColumnChange c) {
      return c.getTableName()
          + "("
          + String.join(", ", c.getColumns().stream().map(ColumnConfig::getName).toList())
          + ")";
    }
    if (change instanceof CreateIndexChange c) {
      return c.getIndexName();
    }
    return null;
  }

  private static String lower(@Nullable String name) {
    return name == null ? "" : name.toLowerCase(Locale.ROOT);
  }
}
