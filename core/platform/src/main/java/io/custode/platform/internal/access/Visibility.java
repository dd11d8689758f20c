// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import io.custode.persistence.core.TenantBinding;
import io.custode.persistence.core.TenantBinding.Binding;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who sees which tenant. Asked for every request and every event of a stream, so it remembers
 * answers for half a second: a change on another node counts here within one.
 */
@Component(service = Visibility.class)
public final class Visibility {
  private static final long REMEMBER_NANOS = 500_000_000L;
  private static final int MOST = 20_000;

  private record Question(String viewer, String tenant) {}

  private record Answer(boolean sees, long at) {}

  private final TenantStore store;
  private final TenantBinding binding;
  private final Map<Question, Answer> answers = new ConcurrentHashMap<>();

  @Activate
  public Visibility(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantBinding binding) {
    this.store = store;
    this.binding = binding;
  }

  public boolean sees(Principal principal, TenantId tenant) {
    if (principal.kind() == Principal.Kind.CONTACT) {
      return tenant.equals(principal.tenant());
    }
    var question = new Question(principal.id().value(), tenant.value());
    // before it is asked: what changes while it is asked must not be missed for longer
    long now = System.nanoTime();
    var known = answers.get(question);
    if (known != null && now - known.at() < REMEMBER_NANOS) {
      return known.sees();
    }
    boolean sees = asProvider(() -> store.read(em -> isVisible(em, question)));
    if (answers.size() > MOST) {
      answers.clear();
    }
    answers.put(question, new Answer(sees, now));
    return sees;
  }

  /**
   * @return all tenants that he sees; asked anew each time
   */
  public Set<TenantId> of(Principal principal) {
    var own = principal.tenant();
    if (own != null) {
      return Set.of(own);
    }
    return asProvider(
        () ->
            store.read(
                em ->
                    em.createQuery(
                            "select v.tenant from VisibleEntity v where v.viewer = :viewer",
                            String.class)
                        .setParameter("viewer", principal.id().value())
                        .getResultStream()
                        .map(TenantId::of)
                        .collect(Collectors.toSet())));
  }

  private static boolean isVisible(EntityManager em, Question q) {
    return em.find(VisibleEntity.class, new VisibleEntity.Key(q.viewer(), q.tenant())) != null;
  }

  /** Makes a tenant visible, in the open transaction. */
  public void show(EntityManager em, String viewer, String tenant) {
    if (!isVisible(em, new Question(viewer, tenant))) {
      em.persist(new VisibleEntity(viewer, tenant));
    }
    answers.remove(new Question(viewer, tenant));
  }

  /** Makes a tenant invisible, in the open transaction. */
  void hide(EntityManager em, String viewer, String tenant) {
    em.createQuery("delete from VisibleEntity v where v.viewer = :viewer and v.tenant = :tenant")
        .setParameter("viewer", viewer)
        .setParameter("tenant", tenant)
        .executeUpdate();
    answers.remove(new Question(viewer, tenant));
  }

  /**
   * Makes a removed tenant invisible to all but the platform, which still has something to tell of
   * it; in the open transaction.
   */
  public void hideFromPeople(EntityManager em, TenantId tenant) {
    em.createQuery("delete from VisibleEntity v where v.tenant = :tenant and v.viewer <> :platform")
        .setParameter("tenant", tenant.value())
        .setParameter("platform", SystemParts.ID.value())
        .executeUpdate();
    answers.keySet().removeIf(question -> question.tenant().equals(tenant.value()));
  }

  /** Makes it invisible to the platform too, in the open transaction. */
  public void hideFromPlatform(EntityManager em, TenantId tenant) {
    hide(em, SystemParts.ID.value(), tenant.value());
  }

  /** Runs work that may touch provider-wide tables, and no tenant's. */
  public <T> T asProvider(Supplier<T> work) {
    return binding.bind(new Binding(null, null, true), work);
  }
}
