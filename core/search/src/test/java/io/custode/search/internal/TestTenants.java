// SPDX-License-Identifier: Apache-2.0
package io.custode.search.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.custode.api.access.Access;
import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.error.NotFound;
import io.custode.api.json.Json;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.NewTenant;
import io.custode.api.tenant.Tenant;
import io.custode.api.tenant.TenantChange;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.api.tenant.Tenants;
import io.custode.core.access.Doors;
import io.custode.core.json.JsonMapping;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Tenants and who sees them, in memory. */
final class TestTenants implements Tenants, TenantContext, Doors, JsonMapping {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Tenant> tenants = new CopyOnWriteArrayList<>();
  private final Map<UserId, Set<TenantId>> seen = new ConcurrentHashMap<>();
  private final ThreadLocal<Principal> current = new ThreadLocal<>();
  private final ThreadLocal<TenantId> bound = new ThreadLocal<>();

  final Access access =
      new Access() {
        @Override
        public Principal current() {
          return current.get();
        }

        @Override
        public boolean may(String permission) {
          return current.get().may(permission);
        }

        @Override
        public void require(String permission) {
          throw new UnsupportedOperationException();
        }
      };

  TenantId add(String name) {
    var tenant = new Tenant(TenantId.next(), name, Instant.now(), 0);
    tenants.add(tenant);
    return tenant.id();
  }

  Principal technician(String permission, TenantId... sees) {
    var id = UserId.next();
    seen.put(id, Set.of(sees));
    return new Principal(Principal.Kind.TECHNICIAN, id, "technician", null, Set.of(permission));
  }

  Principal contact(String permission, TenantId tenant) {
    return new Principal(
        Principal.Kind.CONTACT, UserId.next(), "contact", tenant, Set.of(permission));
  }

  @Override
  public <T> T as(Principal principal, String door, Supplier<T> work) {
    var before = current.get();
    current.set(principal);
    if (principal.tenant() != null) {
      bound.set(principal.tenant());
    }
    try {
      return work.get();
    } finally {
      current.set(before);
      bound.remove();
    }
  }

  @Override
  public Principal system(String part) {
    return new Principal(Principal.Kind.SYSTEM, UserId.next(), part, null, Set.of("*"));
  }

  @Override
  public boolean sees(Principal principal, TenantId tenant) {
    return principal.kind() == Principal.Kind.SYSTEM || seenBy(principal).contains(tenant);
  }

  @Override
  public Set<TenantId> seenBy(Principal principal) {
    return principal.tenant() != null
        ? Set.of(principal.tenant())
        : seen.getOrDefault(principal.id(), Set.of());
  }

  @Override
  public Optional<TenantId> current() {
    return Optional.ofNullable(bound.get());
  }

  @Override
  public <T> T asProvider(Supplier<T> work) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> T in(TenantId tenant, Supplier<T> work) {
    if (!sees(current.get(), tenant)) {
      throw new NotFound("tenant", tenant);
    }
    var before = bound.get();
    bound.set(tenant);
    try {
      return work.get();
    } finally {
      bound.set(before);
    }
  }

  @Override
  public Optional<Tenant> get(TenantId id) {
    return tenants.stream().filter(tenant -> tenant.id().equals(id)).findFirst();
  }

  @Override
  public Page<Tenant> find(String text, PageRequest page) {
    return new Page<>(tenants, null);
  }

  @Override
  public Tenant create(NewTenant tenant) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Tenant change(TenantId id, TenantChange change) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Json write(Object value) {
    throw new UnsupportedOperationException();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T read(Json json, Type type) {
    try {
      return (T) JSON.readValue(json.text(), (Class<?>) type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
