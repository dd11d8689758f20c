// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.audit.Audit;
import io.custode.api.audit.AuditEntry;
import io.custode.api.audit.AuditQuery;
import io.custode.api.audit.PersonalDetail;
import io.custode.api.error.NotFound;
import io.custode.api.error.SignedOut;
import io.custode.api.json.Json;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Doors;
import io.custode.core.access.SignIn;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sign-in, doors, tenants and audit in memory. */
final class People implements SignIn, Doors, TenantContext, Audit {
  static final TenantId ACME = TenantId.next();
  static final TenantId BETA = TenantId.next();

  final Map<String, Principal> tokens = new ConcurrentHashMap<>();
  final Map<String, Session> sessions = new ConcurrentHashMap<>();
  final List<String> refused = new CopyOnWriteArrayList<>();
  private final ThreadLocal<Principal> current = new ThreadLocal<>();
  private final ThreadLocal<TenantId> bound = new ThreadLocal<>();

  /** Somebody who works for the MSP; his API token is his name. */
  Principal technician(String name, String... permissions) {
    return add(
        new Principal(Principal.Kind.TECHNICIAN, UserId.next(), name, null, Set.of(permissions)));
  }

  /** Somebody who works for a tenant; his API token is his name. */
  Principal contact(String name, TenantId tenant, String... permissions) {
    return add(
        new Principal(Principal.Kind.CONTACT, UserId.next(), name, tenant, Set.of(permissions)));
  }

  private Principal add(Principal principal) {
    tokens.put(principal.name(), principal);
    return principal;
  }

  @Override
  public Principal password(String user, char[] password, @Nullable String code, String address) {
    if (!"right".equals(new String(password)) || !tokens.containsKey(user)) {
      throw new SignedOut();
    }
    return tokens.get(user);
  }

  @Override
  public Optional<Principal> publicKey(String user, PublicKey key, String address) {
    return Optional.empty();
  }

  @Override
  public Optional<Principal> token(String bearer, String address) {
    return Optional.ofNullable(tokens.get(bearer));
  }

  @Override
  public void setPassword(String user, String code, char[] password, String address) {
    throw new SignedOut();
  }

  @Override
  public Optional<Principal> still(String secret, String address) {
    return session(secret, address).map(Session::principal);
  }

  @Override
  public Optional<Principal> now(UserId user) {
    return tokens.values().stream().filter(p -> p.id().equals(user)).findFirst();
  }

  @Override
  public Session open(Principal principal, Origin origin) {
    var session = new Session("secret-" + sessions.size(), "csrf-" + sessions.size(), principal);
    sessions.put(session.secret(), session);
    return session;
  }

  @Override
  public Optional<Session> session(String secret, String address) {
    return Optional.ofNullable(sessions.get(secret));
  }

  @Override
  public void close(String secret) {
    sessions.remove(secret);
  }

  /** Work as it would run here, on another thread. */
  <T> Callable<T> carried(Callable<T> work) {
    var principal = current.get();
    var tenant = bound.get();
    return () -> {
      current.set(principal);
      bound.set(tenant);
      try {
        return work.call();
      } finally {
        current.remove();
        bound.remove();
      }
    };
  }

  @Override
  public <T> T as(Principal principal, String door, Supplier<T> work) {
    current.set(principal);
    if (principal.tenant() != null) {
      bound.set(principal.tenant());
    }
    try {
      return work.get();
    } finally {
      current.remove();
      bound.remove();
    }
  }

  @Override
  public Principal system(String part) {
    throw new UnsupportedOperationException(part);
  }

  @Override
  public boolean sees(Principal principal, TenantId tenant) {
    return principal.tenant() == null || principal.tenant().equals(tenant);
  }

  @Override
  public Optional<TenantId> current() {
    return Optional.ofNullable(bound.get());
  }

  Optional<Principal> principal() {
    return Optional.ofNullable(current.get());
  }

  @Override
  public <T> T asProvider(Supplier<T> work) {
    return work.get();
  }

  @Override
  public <T> T in(TenantId tenant, Supplier<T> work) {
    if (!sees(current.get(), tenant)) {
      throw new NotFound("tenant", tenant);
    }
    bound.set(tenant);
    return work.get();
  }

  @Override
  public void record(String verb, String target, Json detail) {
    throw new UnsupportedOperationException(verb);
  }

  @Override
  public void refused(String verb, String target, String why) {
    refused.add(verb + " " + target);
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

  @Override
  public Set<TenantId> seenBy(Principal principal) {
    return principal.tenant() == null ? Set.of(ACME, BETA) : Set.of(principal.tenant());
  }
}
