// SPDX-License-Identifier: Apache-2.0
package io.custode.search.internal;

import io.custode.api.event.EventId;
import io.custode.api.event.TenantEvent;
import io.custode.api.tenant.TenantId;
import io.custode.spi.search.SearchItem;
import io.custode.spi.search.SearchSource;
import io.custode.spi.search.SearchTrigger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A source in memory. */
final class Notes implements SearchSource {
  /** Its event. */
  record NoteWritten(EventId id, Instant at, TenantId tenant, String note) implements TenantEvent {}

  private final Map<TenantId, Map<String, String>> notes = new ConcurrentHashMap<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final TestTenants tenants;
  private final String kind;
  private volatile Runnable whileReading = () -> {};

  Notes(TestTenants tenants) {
    this(tenants, "note");
  }

  Notes(TestTenants tenants, String kind) {
    this.tenants = tenants;
    this.kind = kind;
  }

  void write(TenantId tenant, String id, String title) {
    notes.computeIfAbsent(tenant, t -> new ConcurrentSkipListMap<>()).put(id, title);
  }

  void remove(TenantId tenant, String id) {
    notes.get(tenant).remove(id);
  }

  void fail(int times) {
    failures.set(times);
  }

  void whileReading(Runnable work) {
    whileReading = work;
  }

  private Map<String, String> own() {
    return notes.getOrDefault(tenants.current().orElseThrow(), Map.of());
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public String permission() {
    return "note.read";
  }

  @Override
  public Set<SearchTrigger> triggers() {
    return Set.of(new SearchTrigger(NoteWritten.class, "note"));
  }

  @Override
  public Optional<SearchItem> find(String id) {
    return Optional.ofNullable(own().get(id)).map(title -> new SearchItem(id, title, null, ""));
  }

  @Override
  public void forEach(Consumer<SearchItem> each) {
    if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new IllegalStateException("as the test wants it");
    }
    var read = Map.copyOf(own());
    whileReading.run();
    read.forEach((id, title) -> each.accept(new SearchItem(id, title, null, "")));
  }
}
