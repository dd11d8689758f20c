// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.secret;

import io.custode.api.audit.Audit;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.id.Uuid7;
import io.custode.api.json.Json;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.secret.SecretChanged;
import io.custode.api.secret.SecretInfo;
import io.custode.api.secret.SecretName;
import io.custode.api.secret.SecretValue;
import io.custode.api.secret.Secrets;
import io.custode.api.secret.TenantSecretChanged;
import io.custode.persistence.TenantStore;
import io.custode.persistence.core.TenantBinding;
import io.custode.persistence.core.TenantBinding.Binding;
import io.custode.platform.internal.seal.AesGcm;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** All secrets, for core; what others may have of them says {@link GrantedSecrets}. */
@Component(service = JpaSecrets.class)
public final class JpaSecrets implements Secrets {
  private final TenantStore store;
  private final TenantBinding binding;
  private final KeyRing keys;
  private final KeyRotation rotation;
  private final Events events;
  private final Audit audit;

  @Activate
  public JpaSecrets(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantBinding binding,
      @Reference KeyRing keys,
      @Reference KeyRotation rotation,
      @Reference Events events,
      @Reference Audit audit) {
    this.store = store;
    this.binding = binding;
    this.keys = keys;
    this.rotation = rotation;
    this.events = events;
    this.audit = audit;
  }

  private Scope scope() {
    var bound = binding.current();
    return Scope.of(bound == null ? null : bound.tenant());
  }

  @Override
  public Optional<SecretValue> get(SecretName name) {
    var scope = scope();
    return read(em -> row(em, scope, name).or(() -> row(em, Scope.of(null), name)).map(this::open));
  }

  private SecretValue open(SecretEntity row) {
    var envelope = row.envelope();
    var key = keys.get(envelope.keyId());
    try {
      var plain = envelope.open(key, row.scope(), row.name());
      try {
        return SecretValue.of(plain);
      } finally {
        Arrays.fill(plain, (byte) 0);
      }
    } catch (AesGcm.DoesNotOpen e) {
      throw doesNotOpen(row);
    }
  }

  private static Problem doesNotOpen(SecretEntity row) {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "secret-does-not-open",
        "Secret "
            + row.name()
            + " does not open: its key or its row is not what it was; nothing was changed.",
        "Restore keys/secret-"
            + row.envelope().keyId()
            + ".key from a backup of the home, or set the secret anew.");
  }

  @Override
  public SecretInfo set(SecretName name, SecretValue value) {
    var scope = scope();
    return rotation.withCurrentKey(
        key -> {
          var plain = value.bytes();
          try {
            var envelope = Envelope.seal(key, scope, name.value(), plain);
            return write(em -> set(em, scope, name, envelope));
          } finally {
            Arrays.fill(plain, (byte) 0);
          }
        });
  }

  private SecretInfo set(EntityManager em, Scope scope, SecretName name, Envelope envelope) {
    var known = row(em, scope, name);
    var row = known.orElseGet(() -> new SecretEntity(Uuid7.next(), scope, name));
    row.set(envelope, Instant.now());
    if (known.isEmpty()) {
      em.persist(row);
    }
    tell("core.secret.set", scope, name);
    return row.toInfo();
  }

  @Override
  public void remove(SecretName name) {
    var scope = scope();
    write(
        em -> {
          em.remove(row(em, scope, name).orElseThrow(() -> new NotFound("secret", name)));
          tell("core.secret.remove", scope, name);
          return true;
        });
  }

  private void tell(String verb, Scope scope, SecretName name) {
    var tenant = scope.tenant();
    events.publish(
        tenant == null
            ? new SecretChanged(EventId.next(), Instant.now(), name)
            : new TenantSecretChanged(EventId.next(), Instant.now(), tenant, name));
    audit.record(verb, "secret/" + name, Json.EMPTY);
  }

  @Override
  public Page<SecretInfo> find(PageRequest page) {
    return find("", page);
  }

  /**
   * @param prefix what their names begin with
   */
  Page<SecretInfo> find(String prefix, PageRequest page) {
    var scope = scope();
    var after = page.cursor() == null ? "" : Cursor.read(page.cursor(), 1).get(0);
    var rows =
        read(
            em ->
                em
                    .createQuery(
                        "select s from SecretEntity s where s.scope = :scope"
                            + " and s.name like :prefix and s.name > :after order by s.name",
                        SecretEntity.class)
                    .setParameter("scope", scope.text())
                    .setParameter("prefix", prefix + "%")
                    .setParameter("after", after)
                    .setMaxResults(page.limit() + 1)
                    .getResultList()
                    .stream()
                    .map(SecretEntity::toInfo)
                    .toList());
    return Page.cut(rows, page, info -> Cursor.of(info.name().value()));
  }

  private <T> T read(Function<EntityManager, T> work) {
    return withTable(() -> store.read(work));
  }

  private <T> T write(Function<EntityManager, T> work) {
    return withTable(() -> store.write(work));
  }

  // the table is the provider's; audit and events are still the tenant's
  private <T> T withTable(Supplier<T> work) {
    var bound = binding.current();
    return binding.bind(
        bound == null
            ? new Binding(null, null, true)
            : new Binding(bound.tenant(), bound.viewer(), true),
        work);
  }

  private static Optional<SecretEntity> row(EntityManager em, Scope scope, SecretName name) {
    return em.createQuery(
            "select s from SecretEntity s where s.scope = :scope and s.name = :name",
            SecretEntity.class)
        .setParameter("scope", scope.text())
        .setParameter("name", name.value())
        .getResultStream()
        .findFirst();
  }
}
