// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import io.custode.api.error.Conflict;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which listeners there are, written down, so that one that is away for a moment misses nothing: a
 * plugin in its update, or one that a node has not started yet.
 */
@Component(service = Subscriptions.class)
public final class Subscriptions {
  /** What is away for longer is gone. */
  static final Duration GONE = Duration.ofDays(1);

  private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);
  private static final Duration SAY_AGAIN = Duration.ofHours(1);
  private static final long REMEMBER_NANOS = 1_000_000_000L;

  private final TenantStore store;
  private final Visibility visibility;
  private final Map<String, Instant> said = new ConcurrentHashMap<>();
  private Map<String, Set<String>> byType = Map.of();
  private long readAt;
  private boolean read;

  @Activate
  public Subscriptions(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility) {
    this.store = store;
    this.visibility = visibility;
  }

  /** Writes down who is here and was not, or not for long. */
  void note(List<Listeners.Listening> here, Instant now) {
    var due =
        here.stream()
            .filter(l -> said.getOrDefault(l.name(), Instant.MIN).isBefore(now.minus(SAY_AGAIN)))
            .toList();
    if (due.isEmpty()) {
      return;
    }
    try {
      visibility.asProvider(
          () ->
              store.write(
                  em -> {
                    due.forEach(l -> note(em, l, now));
                    return true;
                  }));
    } catch (Conflict e) {
      LOG.debug("Another node wrote down the same listeners; they are looked at again", e);
      return;
    }
    due.forEach(l -> said.put(l.name(), now));
    forgetRead();
  }

  private static void note(EntityManager em, Listeners.Listening l, Instant now) {
    var row = em.find(ListenerEntity.class, l.name());
    if (row == null) {
      em.persist(new ListenerEntity(l.name(), l.type(), l.owner(), now));
    } else {
      row.seen(l.type(), l.owner(), now);
    }
  }

  private synchronized void forgetRead() {
    read = false;
  }

  /**
   * @return names of those who are to hear events of that type
   */
  synchronized Set<String> of(String type) {
    if (!read || System.nanoTime() - readAt > REMEMBER_NANOS) {
      byType =
          visibility
              .asProvider(
                  () ->
                      store.read(
                          em ->
                              em.createQuery(
                                      "select l from ListenerEntity l where l.seenAt > :since",
                                      ListenerEntity.class)
                                  .setParameter("since", Instant.now().minus(GONE))
                                  .getResultList()))
              .stream()
              .collect(
                  Collectors.groupingBy(
                      ListenerEntity::type,
                      Collectors.mapping(
                          ListenerEntity::name, Collectors.toCollection(TreeSet::new))));
      readAt = System.nanoTime();
      read = true;
    }
    return byType.getOrDefault(type, Set.of());
  }

  /** A plugin was taken out: nothing waits for its listeners any more. What is stuck stays. */
  void forget(String plugin) {
    var names = new HashSet<String>();
    visibility.asProvider(
        () ->
            store.write(
                em -> {
                  em.createQuery(
                          "select l from ListenerEntity l where l.owner = :plugin",
                          ListenerEntity.class)
                      .setParameter("plugin", plugin)
                      .getResultList()
                      .forEach(
                          row -> {
                            names.add(row.name());
                            em.createQuery(
                                    "delete from PendingEntity p where p.listener = :name"
                                        + " and p.state = :waiting")
                                .setParameter("name", row.name())
                                .setParameter("waiting", PendingEntity.State.WAITING)
                                .executeUpdate();
                            em.remove(row);
                          });
                  return true;
                }));
    said.keySet().removeAll(names);
    forgetRead();
  }
}
