// SPDX-License-Identifier: Apache-2.0
package io.custode.search.internal;

import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.Tenant;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.api.tenant.Tenants;
import io.custode.core.access.Doors;
import io.custode.spi.search.SearchItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * Takes from the sources what the index is to hold: one thing again, or a whole kind. Both may run
 * at once; what changes while its kind is read is not overwritten with what was read before.
 */
final class Reading {
  private static final int TENANTS = 100;

  /** Pieces of {@link Batches} after which what was read is shown. */
  private static final int SHOWN_AFTER = 50;

  private final Doors doors;
  private final TenantContext context;
  private final Tenants tenants;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          work -> {
            var thread = new Thread(work, "custode-search-writer");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<Entry> changedMeanwhile = ConcurrentHashMap.newKeySet();
  private boolean whole;

  Reading(Doors doors, TenantContext context, Tenants tenants) {
    this.doors = doors;
    this.context = context;
    this.tenants = tenants;
  }

  /** What is being written is written first. */
  void stop() {
    writer.shutdown();
  }

  /** One thing again. */
  void again(Index index, Searched source, Entry entry) {
    synchronized (this) {
      if (whole) {
        changedMeanwhile.add(entry);
      }
    }
    var item =
        doors.as(doors.system("search"), "system", () -> find(source, entry.tenant(), entry.id()));
    try {
      if (item.isPresent()) {
        index.put(entry, item.get(), System.currentTimeMillis());
      } else {
        index.remove(entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<SearchItem> find(Searched source, TenantId tenant, String id) {
    try {
      return context.in(tenant, () -> source.one().find(id));
    } catch (NotFound | Invalid e) {
      return Optional.empty();
    }
  }

  /**
   * A whole kind, of one tenant after the other.
   *
   * @param goesOn asked before each tenant
   */
  void whole(Index index, Searched source, BooleanSupplier goesOn) {
    begin(true);
    try {
      doors.as(doors.system("search"), "system", () -> tenantByTenant(index, source, goesOn));
    } finally {
      begin(false);
    }
  }

  private synchronized void begin(boolean now) {
    whole = now;
    changedMeanwhile.clear();
  }

  private boolean tenantByTenant(Index index, Searched source, BooleanSupplier goesOn) {
    var request = PageRequest.first(TENANTS);
    while (true) {
      var page = tenants.find("", request);
      for (var tenant : page.items()) {
        if (!goesOn.getAsBoolean()) {
          return false;
        }
        of(index, source, tenant);
      }
      if (page.next() == null) {
        return true;
      }
      request = new PageRequest(TENANTS, page.next());
    }
  }

  private void of(Index index, Searched source, Tenant tenant) {
    long begun = System.currentTimeMillis();
    var pieces = new int[1];
    var batches =
        new Batches(
            writer,
            items -> {
              items.forEach(
                  item -> put(index, new Entry(source.kind(), tenant.id(), item.id()), item));
              if (++pieces[0] % SHOWN_AFTER == 0) {
                show(index);
              }
            });
    try (batches) {
      context.run(tenant.id(), () -> source.whole().forEach(batches));
      batches.writeRest();
      index.removeOlder(source.kind(), tenant.id(), begun);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void put(Index index, Entry entry, SearchItem item) {
    try {
      if (!changedMeanwhile.contains(entry)) {
        index.put(entry, item, System.currentTimeMillis());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void show(Index index) {
    try {
      index.show();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
