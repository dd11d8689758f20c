// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.store;

import io.custode.persistence.core.TenantBinding.Binding;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.persistence.Query;
import org.eclipse.persistence.queries.DatabaseQuery;
import org.eclipse.persistence.queries.ModifyAllQuery;
import org.eclipse.persistence.queries.ObjectLevelReadQuery;

/** The rules that EclipseLink does not have, or breaks in silence. */
public final class Guard {
  /** Ways from JPQL to plain SQL, which knows no tenant. */
  private static final Pattern ESCAPES =
      Pattern.compile(
          "\\b(sql|column|table|operator|func|function)\\s*\\(", Pattern.CASE_INSENSITIVE);

  private static final Pattern LITERALS = Pattern.compile("'(?:[^']|'')*'");

  private final Binding binding;
  private final boolean write;

  Guard(Binding binding, boolean write) {
    this.binding = binding;
    this.write = write;
  }

  void reads(Class<?> type) {
    switch (EntityKind.of(type)) {
      case TENANT -> {
        if (binding.tenant() == null) {
          throw NoTenant.refused(binding, outOfReach(type, "a tenant"));
        }
      }
      case FLEET -> need(binding.viewer() != null, type, "a viewer");
      case PROVIDER -> need(binding.provider(), type, "the provider");
      default -> throw new IllegalStateException("unknown kind");
    }
  }

  private static void need(boolean bound, Class<?> type, String what) {
    if (!bound) {
      throw new IllegalStateException(outOfReach(type, what));
    }
  }

  private static String outOfReach(Class<?> type, String what) {
    return type.getSimpleName() + " is out of reach: this thread is not bound to " + what + ".";
  }

  void writes(Class<?> type) {
    writes();
    if (EntityKind.of(type) == EntityKind.FLEET) {
      throw new IllegalStateException(
          type.getSimpleName() + " is a fleet view: it can be read only. Write to its table.");
    }
    reads(type);
  }

  void writes() {
    if (!write) {
      throw new IllegalStateException("This is a read: nothing is written. Use TenantStore.write.");
    }
  }

  String jpql(String text) {
    refuseEscapes(text);
    return text;
  }

  /**
   * Refuses a JPQL text that leads to plain SQL.
   *
   * @throws IllegalArgumentException if it does
   */
  public static void refuseEscapes(String jpql) {
    var found = ESCAPES.matcher(LITERALS.matcher(jpql).replaceAll("''"));
    if (found.find()) {
      throw new IllegalArgumentException(
          "JPQL must not leave JPQL: "
              + found.group(1).toUpperCase(Locale.ROOT)
              + "(...) would see the rows of every tenant.");
    }
  }

  /** Hints of EclipseLink can carry SQL; those of JPA cannot. */
  void hints(Map<String, Object> hints) {
    hints.keySet().forEach(Guard::hint);
  }

  static void hint(String name) {
    if (!name.startsWith("javax.persistence.")) {
      throw new IllegalArgumentException("The hint " + name + " is not allowed here.");
    }
  }

  /** What a built query reads or changes first; what it joins is checked when it runs. */
  void query(Query query) {
    DatabaseQuery built = query.unwrap(DatabaseQuery.class);
    if (built instanceof ModifyAllQuery change) {
      // else it writes the values into the SQL, and Derby compiles each anew: five times as slow
      change.setShouldBindAllParameters(true);
      writes(change.getReferenceClass());
    } else if (built instanceof ObjectLevelReadQuery read) {
      if (read.getReferenceClass() != null) {
        reads(read.getReferenceClass());
      }
    } else {
      throw refused("A query in the language of the database");
    }
  }

  static UnsupportedOperationException refused(String what) {
    return new UnsupportedOperationException(
        what + " is not available here: it would see the rows of every tenant.");
  }
}
