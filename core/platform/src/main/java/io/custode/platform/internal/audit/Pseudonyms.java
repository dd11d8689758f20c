// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.custode.platform.internal.seal.AesGcm;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;

/**
 * Personal values under a key per person, within one transaction. Whose key was destroyed is
 * forgotten: what was sealed under it cannot be read, and what comes later is sealed under a key
 * that nobody keeps.
 */
final class Pseudonyms {
  private final EntityManager em;
  private final Map<String, Optional<byte[]>> keys = new HashMap<>();

  private Pseudonyms(EntityManager em) {
    this.em = em;
  }

  /** Knows the keys of these persons, read at once. */
  static Pseudonyms of(EntityManager em, Collection<String> persons) {
    var pseudonyms = new Pseudonyms(em);
    var asked = Set.copyOf(persons);
    if (!asked.isEmpty()) {
      em.createQuery(
              "select k from PersonKeyEntity k where k.person in :asked", PersonKeyEntity.class)
          .setParameter("asked", asked)
          .getResultStream()
          .forEach(row -> pseudonyms.keys.put(row.person(), row.key()));
    }
    return pseudonyms;
  }

  /** Makes the key of a person who has none yet. */
  String seal(String person, String context, String value) {
    var key = keys.computeIfAbsent(person, this::make).orElseGet(AesGcm::newKey);
    return Base64.getEncoder()
        .encodeToString(AesGcm.seal(key, context.getBytes(UTF_8), value.getBytes(UTF_8)));
  }

  private Optional<byte[]> make(String person) {
    var row = new PersonKeyEntity(person);
    em.persist(row);
    return row.key();
  }

  /**
   * @return empty if the person was forgotten, or somebody changed the value
   */
  Optional<String> open(String person, String context, String sealed) {
    return keys.getOrDefault(person, Optional.empty()).flatMap(key -> opened(key, context, sealed));
  }

  private static Optional<String> opened(byte[] key, String context, String sealed) {
    try {
      var bytes = Base64.getDecoder().decode(sealed);
      return Optional.of(new String(AesGcm.open(key, context.getBytes(UTF_8), bytes), UTF_8));
    } catch (AesGcm.DoesNotOpen | IllegalArgumentException e) {
      // the chain tells that it was changed; here it must not keep all else from being read
      return Optional.empty();
    }
  }

  static Set<String> personsOf(Collection<AuditEntity> rows) {
    return rows.stream()
        .flatMap(row -> java.util.stream.Stream.of(row.person(), row.about()))
        .filter(java.util.Objects::nonNull)
        .collect(Collectors.toSet());
  }
}
