// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.secret;

import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.Problem;
import io.custode.api.error.Unavailable;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.seal.AesGcm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/**
 * Puts all secrets under a new key of the home while they are in use, a few in a transaction. What
 * is killed is gone on with: as long as a secret is under an older key, no newer one is made.
 */
@Component(service = KeyRotation.class)
public final class KeyRotation {
  private static final int AT_ONCE = 50;
  private static final int TRIES = 10;

  private final TenantStore store;
  private final Visibility visibility;
  private final KeyRing keys;
  private final Audit audit;
  private final JsonMapping json;
  // who sets a secret reads; making and removing keys writes
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  /**
   * What became of it.
   *
   * @param keyId the key that secrets are under now
   * @param resumed whether an earlier rotation was gone on with
   * @param moved how many secrets were put under it
   * @param left names of those that are not, since their own key is lost or does not fit: to be set
   *     anew, or removed
   */
  public record Report(String keyId, boolean resumed, int moved, List<String> left) {
    public Report {
      left = List.copyOf(left);
    }
  }

  private record Told(int moved, int left) {}

  private record Step(String last, int moved, List<String> left) {}

  @Activate
  public KeyRotation(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference Visibility visibility,
      @Reference KeyRing keys,
      @Reference Audit audit,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.store = store;
    this.visibility = visibility;
    this.keys = keys;
    this.audit = audit;
    this.json = json;
  }

  /** Seals and stores under the current key, which stays until that is done. */
  <T> T withCurrentKey(Function<KeyRing.Key, T> work) {
    if (keys.ids().isEmpty()) {
      lock.writeLock().lock();
      try {
        keys.current().orElseGet(keys::make);
      } finally {
        lock.writeLock().unlock();
      }
    }
    lock.readLock().lock();
    try {
      return work.apply(keys.current().orElseThrow());
    } finally {
      lock.readLock().unlock();
    }
  }

  Report rotate() {
    var target = target();
    var key = keys.get(target.keyId());
    int moved = 0;
    var left = new ArrayList<String>();
    for (var step = step("", key); !step.last().isEmpty(); step = step(step.last(), key)) {
      moved += step.moved();
      left.addAll(step.left());
    }
    removeNeedless(key.id());
    audit.record(
        "core.secret.rotate", "secret-key/" + key.id(), json.write(new Told(moved, left.size())));
    return new Report(key.id(), target.resumed(), moved, left);
  }

  private record Target(String keyId, boolean resumed) {}

  private Target target() {
    lock.writeLock().lock();
    try {
      var ids = keys.ids();
      var newest = ids.isEmpty() ? "" : ids.get(ids.size() - 1);
      boolean unfinished = ids.stream().anyMatch(id -> !id.equals(newest) && needing(id) > 0);
      return unfinished ? new Target(newest, true) : new Target(keys.make().id(), false);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private Step step(String after, KeyRing.Key key) {
    for (int left = TRIES; left > 0; left--) {
      try {
        return visibility.asProvider(() -> store.write(em -> step(em, after, key)));
      } catch (Conflict e) {
        // somebody set one of them meanwhile: these again, as they are now
      }
    }
    throw new Unavailable(
        "Secrets change all the time; those that were put under the new key stay there.",
        Duration.ofSeconds(5));
  }

  private Step step(EntityManager em, String after, KeyRing.Key key) {
    var rows =
        em.createQuery(
                "select s from SecretEntity s where s.keyId <> :key and s.id > :after order by s.id",
                SecretEntity.class)
            .setParameter("key", key.id())
            .setParameter("after", after)
            .setMaxResults(AT_ONCE)
            .getResultList();
    var left = rows.stream().filter(row -> !moved(row, key)).map(SecretEntity::name).toList();
    return new Step(
        rows.isEmpty() ? "" : rows.get(rows.size() - 1).id(), rows.size() - left.size(), left);
  }

  private boolean moved(SecretEntity row, KeyRing.Key next) {
    try {
      var envelope = row.envelope();
      row.put(envelope.rewrap(keys.get(envelope.keyId()), next, row.scope(), row.name()));
      return true;
    } catch (Problem | AesGcm.DoesNotOpen e) {
      return false;
    }
  }

  /**
   * The key before stays for one more turn: another node may just be sealing under it, and the last
   * backup of the database needs it.
   */
  private void removeNeedless(String current) {
    lock.writeLock().lock();
    try {
      var older = keys.ids().stream().filter(id -> id.compareTo(current) < 0).toList();
      older.stream()
          .limit(Math.max(0, older.size() - 1))
          .filter(id -> needing(id) == 0)
          .forEach(keys::remove);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private long needing(String id) {
    return visibility.asProvider(
        () ->
            store.read(
                em ->
                    em.createQuery(
                            "select count(s) from SecretEntity s where s.keyId = :key", Long.class)
                        .setParameter("key", id)
                        .getSingleResult()));
  }
}
