// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.database;

import io.custode.api.error.Conflict;
import io.custode.api.error.Problem;
import io.custode.api.error.Unavailable;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import javax.persistence.OptimisticLockException;
import org.eclipse.persistence.exceptions.QueryException;
import org.jspecify.annotations.Nullable;

/** What an exception from below means to a caller. */
public final class Failures {
  private static final Set<String> UNIQUE = Set.of("23505");
  private static final Set<String> REFERENCE = Set.of("23503");

  /**
   * 3B001: Derby took a whole transaction back because of a deadlock, and its savepoint with it.
   */
  private static final Set<String> CROWDED =
      Set.of("40001", "40XL1", "40XL2", "40P01", "55P03", "3B001");

  /** PostgreSQL ended the statement, because of its time or because somebody asked for it. */
  private static final String TOO_LONG = "57014";

  private static final Set<String> CLOSING = Set.of("57P01", "57P02", "57P03", "53300", "XJ004");

  /** PostgreSQL's "disk full". */
  static final String NO_ROOM = "53100";

  /** Also what Derby says when a file cannot be written. */
  private static final List<String> UNWRITABLE = List.of(NO_ROOM, "XSLA", "XSDG", "XSDF");

  private static final int DEEPEST = 20;

  private Failures() {}

  /**
   * @return the exception to throw: a Problem if we know what it means, else the given one
   */
  public static RuntimeException translate(RuntimeException thrown) {
    if (thrown instanceof Problem) {
      return thrown;
    }
    if (isUnwritable(thrown)) {
      var meaning = unwritable();
      meaning.initCause(thrown);
      return meaning;
    }
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < DEEPEST; depth++, at = at.getCause()) {
      RuntimeException meaning = meaning(at);
      if (meaning != null) {
        // the cause stays for the log of whoever needs it; no door shows it
        meaning.initCause(thrown);
        return meaning;
      }
    }
    return thrown;
  }

  private static @Nullable RuntimeException meaning(Throwable thrown) {
    if (thrown instanceof OptimisticLockException lock) {
      return Conflict.changedMeanwhile(noun(lock.getEntity()));
    }
    if (thrown instanceof org.eclipse.persistence.exceptions.OptimisticLockException lock) {
      // of a merge EclipseLink says in its text only which row it was
      return Conflict.changedMeanwhile(noun(lock.getQuery() == null ? null : lock.getObject()));
    }
    if (thrown instanceof QueryException query && unbound(query)) {
      return new IllegalStateException(
          "This thread is not bound to what the query reads: a tenant for its tables, a viewer for"
              + " fleet views, the provider for provider-wide tables.");
    }
    return thrown instanceof SQLException sql ? meaning(sql) : null;
  }

  private static boolean unbound(QueryException query) {
    return query.getErrorCode()
        == QueryException.MISSING_CONTEXT_PROPERTY_FOR_PROPERTY_PARAMETER_EXPRESSION;
  }

  /**
   * @param property of the binding
   * @return whether a query needed it in vain
   */
  public static boolean isUnbound(@Nullable Throwable thrown, String property) {
    for (int depth = 0; thrown != null && depth < DEEPEST; depth++, thrown = thrown.getCause()) {
      if (thrown instanceof QueryException query && unbound(query)) {
        // EclipseLink names the property in its text only
        return String.valueOf(query.getMessage()).contains(property);
      }
    }
    return false;
  }

  private static @Nullable RuntimeException meaning(SQLException sql) {
    String state = String.valueOf(sql.getSQLState());
    if (UNIQUE.contains(state)) {
      return new Conflict(
          "already-exists",
          "Something with the same identifying values is there already; nothing was changed.",
          "Use the existing one, or choose another name.");
    }
    if (REFERENCE.contains(state)) {
      return new Conflict(
          "still-referred-to",
          "Something refers to this, or what this refers to is gone; nothing was changed.",
          "Look at what belongs to it, then repeat.");
    }
    if (CROWDED.contains(state)) {
      return new Unavailable(
          "Too many wanted the same rows at once; nothing was changed.", Duration.ofSeconds(1));
    }
    if (state.equals(TOO_LONG)) {
      return new Unavailable(
          "The database took longer over it than it may; nothing was changed.",
          Duration.ofSeconds(30));
    }
    return isAway(sql)
        ? new Unavailable(
            "The database does not answer; nothing was changed.", Duration.ofSeconds(5))
        : null;
  }

  private static boolean isAway(SQLException sql) {
    String state = String.valueOf(sql.getSQLState());
    return sql instanceof SQLTransientConnectionException
        || state.startsWith("08")
        || CLOSING.contains(state);
  }

  private static Unavailable unwritable() {
    return new Unavailable(
        "The database cannot write, most likely because its disk is full; nothing was changed."
            + " Once there is room it goes on by itself.",
        Duration.ofSeconds(30));
  }

  private static boolean isUnwritable(SQLException sql) {
    return UNWRITABLE.stream().anyMatch(String.valueOf(sql.getSQLState())::startsWith);
  }

  /**
   * @return whether the database has no room, at any depth
   */
  public static boolean isUnwritable(@Nullable Throwable thrown) {
    return isIn(thrown, Failures::isUnwritable);
  }

  /**
   * @return whether the connection is the trouble, at any depth
   */
  public static boolean isAway(@Nullable Throwable thrown) {
    return isIn(thrown, Failures::isAway);
  }

  /**
   * @return whether the same may be tried again at once
   */
  public static boolean isCrowded(@Nullable Throwable thrown) {
    return isIn(thrown, sql -> CROWDED.contains(String.valueOf(sql.getSQLState())));
  }

  private static boolean isIn(@Nullable Throwable thrown, Predicate<SQLException> trouble) {
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < DEEPEST; depth++, at = at.getCause()) {
      if (at instanceof SQLException sql && trouble.test(sql)) {
        return true;
      }
    }
    return false;
  }

  /** {@code MergeProposalEntity} to {@code merge proposal}. */
  static String noun(@Nullable Object entity) {
    if (entity == null) {
      return "row";
    }
    return entity
        .getClass()
        .getSimpleName()
        .replaceFirst("Entity$", "")
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }
}
