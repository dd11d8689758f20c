// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import io.custode.api.access.UserId;
import io.custode.api.error.Conflict;
import io.custode.api.error.Unavailable;
import io.custode.api.json.Json;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of the record. Each entry gets the next number and a hash over the one before and
 * itself. Several nodes may write; the head row lets them do so one after the other.
 */
@Component(service = AuditChain.class)
public final class AuditChain {
  private static final Logger LOG = LoggerFactory.getLogger(AuditChain.class);
  private static final int TRIES = 10;
  private static final int AT_ONCE = 200;

  private final TenantStore store;
  private final Visibility visibility;
  private final JsonMapping json;

  @Activate
  public AuditChain(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.store = store;
    this.visibility = visibility;
    this.json = json;
  }

  /**
   * Puts delivered entries into the record, all or none; one that is there already is passed over.
   *
   * @param payloads of the outbox
   */
  public void append(List<String> payloads) {
    if (payloads.isEmpty()) {
      return;
    }
    var drafts = payloads.stream().map(p -> json.<Draft>read(new Json(p), Draft.class)).toList();
    inTurn(em -> append(em, drafts));
  }

  /** Takes what version 0.1.0 wrote into the chain, oldest first, before anything new. */
  public void adoptEarlier() {
    int all = 0;
    for (int some = inTurn(this::adoptSome); some > 0; some = inTurn(this::adoptSome)) {
      all += some;
    }
    if (all > 0) {
      LOG.info("{} entries of version 0.1.0 were taken into the audit chain", all);
    }
  }

  private int adoptSome(EntityManager em) {
    var earlier =
        em.createQuery("select e from EarlierEntity e order by e.at, e.id", EarlierEntity.class)
            .setMaxResults(AT_ONCE)
            .getResultList();
    if (!earlier.isEmpty()) {
      append(em, earlier.stream().map(EarlierEntity::toDraft).toList());
      earlier.forEach(em::remove);
    }
    return earlier.size();
  }

  /** If another node was faster, begins again where that one ended. */
  private int inTurn(ToIntFunction<EntityManager> work) {
    for (int left = TRIES; left > 0; left--) {
      try {
        return visibility.asProvider(() -> store.write(work::applyAsInt));
      } catch (Conflict e) {
        LOG.debug("Another node appended to the audit", e);
      }
    }
    throw new Unavailable(
        "Another node writes the audit; what is to be recorded waits.", Duration.ofSeconds(1));
  }

  private static int append(EntityManager em, List<Draft> drafts) {
    var head = take(em);
    var known = known(em, drafts);
    var named = drafts.stream().map(new EarlierNames(em)::resolve).toList();
    var pseudonyms = Pseudonyms.of(em, personsOf(named));
    for (var draft : named) {
      if (known.add(draft.id().value())) {
        var entry = new AuditEntity(draft, pseudonyms);
        head.append(entry);
        em.persist(entry);
      }
    }
    return drafts.size();
  }

  // the change goes to the database at once: another node waits at this row from here on
  private static HeadEntity take(EntityManager em) {
    var head = em.find(HeadEntity.class, HeadEntity.ID);
    if (head == null) {
      throw new IllegalStateException(
          "The row of core.audit_head is gone: somebody changed the audit. What is to be recorded"
              + " waits in the outbox. Run msp:audit-verify.");
    }
    head.take(Instant.now());
    em.flush();
    return head;
  }

  private static HashSet<String> known(EntityManager em, List<Draft> drafts) {
    return new HashSet<>(
        em.createQuery("select a.id from AuditEntity a where a.id in :ids", String.class)
            .setParameter("ids", drafts.stream().map(draft -> draft.id().value()).toList())
            .getResultList());
  }

  private static List<String> personsOf(List<Draft> drafts) {
    return drafts.stream()
        .flatMap(draft -> Stream.of(draft.person(), draft.about()))
        .filter(Objects::nonNull)
        .map(UserId::value)
        .collect(Collectors.toList());
  }
}
