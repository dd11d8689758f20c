// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.Access;
import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.audit.Audit;
import io.custode.api.audit.AuditEntry;
import io.custode.api.audit.AuditQuery;
import io.custode.api.audit.PersonalDetail;
import io.custode.api.error.Forbidden;
import io.custode.api.event.DomainEvent;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Doors;
import io.custode.persistence.core.TenantBinding.Binding;
import io.custode.persistence.testing.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** As much of the platform as the lifecycle needs, over a real database. */
final class TestPlatform implements Doors, Access, Events, Audit {
  private final TestDatabase database;
  private final ThreadLocal<Principal> system = new ThreadLocal<>();
  private volatile Principal person = principal(Principal.Kind.TECHNICIAN, "boss", "*");
  final List<String> audited = new CopyOnWriteArrayList<>();

  TestPlatform(TestDatabase database) {
    this.database = database;
  }

  static Principal principal(Principal.Kind kind, String name, String... permissions) {
    return new Principal(kind, UserId.next(), name, null, Set.of(permissions));
  }

  void signIn(Principal next) {
    person = next;
  }

  @Override
  public <T> T as(Principal principal, String door, Supplier<T> work) {
    var before = system.get();
    system.set(principal);
    try {
      var provider = principal.kind() == Principal.Kind.SYSTEM;
      return database.binding().bind(new Binding(null, null, provider), work);
    } finally {
      system.set(before);
    }
  }

  @Override
  public Principal system(String part) {
    return principal(Principal.Kind.SYSTEM, part, "*");
  }

  @Override
  public Set<TenantId> seenBy(Principal principal) {
    return Set.of();
  }

  @Override
  public boolean sees(Principal principal, TenantId tenant) {
    return true;
  }

  @Override
  public Principal current() {
    var now = system.get();
    return now == null ? person : now;
  }

  @Override
  public boolean may(String permission) {
    return current().may(permission);
  }

  @Override
  public void require(String permission) {
    if (!may(permission)) {
      throw new Forbidden(permission);
    }
  }

  @Override
  public void publish(DomainEvent event) {
    database
        .outbox()
        .append(event.id().value(), "event", event.getClass().getSimpleName(), null, "{}");
  }

  /**
   * @return the events that were committed, oldest first
   */
  List<String> published() {
    return database.outbox().due(100).stream().map(entry -> entry.type()).toList();
  }

  @Override
  public void record(String verb, String target, Json detail) {
    audited.add(current().name() + " " + verb + " " + target);
  }

  @Override
  public void refused(String verb, String target, String why) {
    audited.add(current().name() + " refused " + verb + " " + target + ": " + why);
  }

  @Override
  public void record(String verb, String target, Json detail, PersonalDetail personal) {
    record(verb, target, detail);
  }

  @Override
  public void refused(String verb, String target, String why, PersonalDetail personal) {
    refused(verb, target, why);
  }

  @Override
  public Page<AuditEntry> find(AuditQuery query, PageRequest page) {
    return new Page<>(List.of(), null);
  }
}
