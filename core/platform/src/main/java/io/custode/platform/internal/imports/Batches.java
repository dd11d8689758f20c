// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.error.Problem;
import io.custode.api.error.Unavailable;
import io.custode.api.imports.ImportKind;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.imports.Intake.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes the rows of one file in, as the current caller, in batches of a tenant's rows. */
final class Batches {
  /** Rows of one transaction. */
  static final int SIZE = 200;

  private static final int LONGEST_KEY = 200;

  private final TenantStore store;
  private final TenantContext tenants;
  private final Visibility visibility;
  private final Intakes intakes;
  private final Intake intake;
  private final boolean dry;
  private final Consumer<Tally> done;

  private final Set<String> keys = new HashSet<>();
  private final Map<String, Optional<TenantId>> named = new HashMap<>();
  private final List<CsvRow> waiting = new ArrayList<>();
  private Tally tally = new Tally();
  private @Nullable TenantId of;

  /**
   * @param dry only say what would be
   * @param done hears of each batch when it is done
   */
  Batches(
      TenantStore store,
      TenantContext tenants,
      Visibility visibility,
      Intakes intakes,
      ImportKind kind,
      boolean dry,
      Consumer<Tally> done) {
    this.store = store;
    this.tenants = tenants;
    this.visibility = visibility;
    this.intakes = intakes;
    this.intake = intakes.of(kind).ready();
    this.dry = dry;
    this.done = done;
  }

  /**
   * @param bound the tenant whose rows these are; null: they name theirs, or are tenants
   * @param skip rows that were done before
   */
  void run(CsvFile file, @Nullable TenantId bound, long skip) {
    file.forEach(
        row -> {
          boolean isFirst =
              keys.add(row.key() + "\0" + row.cells().getOrDefault(CsvRow.TENANT, ""));
          if (row.number() - 1 > skip) {
            take(row, bound, isFirst);
          }
        });
    flush();
  }

  private void take(CsvRow row, @Nullable TenantId bound, boolean isFirst) {
    var refused = refusal(row, isFirst);
    TenantId tenant = bound;
    if (refused == null && bound == null && intake.kind() != ImportKind.TENANTS) {
      tenant =
          named
              .computeIfAbsent(row.cells().getOrDefault(CsvRow.TENANT, ""), this::named)
              .orElse(null);
      refused =
          tenant == null
              ? Outcome.rejected(row, CsvRow.TENANT, "is no key or name of a tenant you see")
              : null;
    }
    if (refused != null) {
      tally.add(refused);
    } else {
      if (!Objects.equals(tenant, of)) {
        flush();
        of = tenant;
      }
      waiting.add(row);
    }
    if (waiting.size() == SIZE || tally.seen() == SIZE) {
      flush();
    }
  }

  private static @Nullable Outcome refusal(CsvRow row, boolean isFirst) {
    if (row.flaw() != null) {
      return Outcome.rejected(row, "row", row.flaw());
    }
    if (row.key().isEmpty() || row.key().length() > LONGEST_KEY) {
      return Outcome.rejected(row, CsvRow.KEY, "must be 1 to " + LONGEST_KEY + " characters");
    }
    return isFirst ? null : Outcome.rejected(row, CsvRow.KEY, "was in a row before");
  }

  private Optional<TenantId> named(String text) {
    return text.isEmpty()
        ? Optional.empty()
        : visibility.asProvider(() -> store.read(em -> intakes.tenants().named(em, text)));
  }

  private void flush() {
    if (!waiting.isEmpty()) {
      together(List.copyOf(waiting)).forEach(tally::add);
      waiting.clear();
    }
    if (tally.seen() > 0) {
      done.accept(tally);
      tally = new Tally();
    }
  }

  /** If one of them cannot be done, each is done for itself. */
  private List<Outcome> together(List<CsvRow> rows) {
    try {
      return transact(rows);
    } catch (Unavailable e) {
      throw e;
    } catch (Problem e) {
      return rows.stream().map(this::alone).toList();
    }
  }

  private Outcome alone(CsvRow row) {
    try {
      return transact(List.of(row)).get(0);
    } catch (Unavailable e) {
      throw e;
    } catch (Problem e) {
      return Outcome.rejected(row, "row", e.what());
    }
  }

  private List<Outcome> transact(List<CsvRow> rows) {
    Supplier<List<Outcome>> work =
        () ->
            dry
                ? store.read(em -> intake.take(em, rows, true))
                : store.write(em -> intake.take(em, rows, false));
    return of == null ? visibility.asProvider(work) : tenants.in(of, work);
  }
}
