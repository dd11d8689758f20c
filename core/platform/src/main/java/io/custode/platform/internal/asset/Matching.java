// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.asset.AssetState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/**
 * Which assets of the bound tenant may be the machine that speaks.
 *
 * <p>Sure: hardware serial and hardware UUID fit, as far as both sides say them, at least the
 * serial or the UUID is said by both, and the asset's own agent is not connected. Maybe: anything
 * else that is shared (a network card moved, a board was changed, a system was cloned, a host name
 * was used again). Only one sure match is a match: of two, a person decides.
 */
final class Matching {
  /**
   * @param reason why it may be the same, for a person
   */
  record Maybe(AssetEntity asset, String reason) {}

  /**
   * @param sure the one sure match, or null
   */
  record Found(@Nullable AssetEntity sure, List<Maybe> maybe) {}

  private Matching() {}

  static Found find(EntityManager em, Identity identity) {
    var shared = sharedValues(em, identity);
    var sure = new ArrayList<AssetEntity>();
    var maybe = new ArrayList<Maybe>();
    for (var entry : shared.entrySet()) {
      var asset = em.find(AssetEntity.class, entry.getKey());
      if (asset == null || asset.state() == AssetState.RETIRED) {
        continue;
      }
      if (isSure(em, asset, entry.getValue(), identity)) {
        sure.add(asset);
      } else if (!entry.getValue().equals(Set.of("host")) || asset.agent() == null) {
        maybe.add(new Maybe(asset, reason(asset, entry.getValue())));
      }
    }
    if (sure.size() == 1) {
      return new Found(sure.get(0), List.of());
    }
    sure.forEach(
        asset -> maybe.add(new Maybe(asset, "Several assets have this machine's serial number.")));
    return new Found(null, maybe);
  }

  private static Map<String, Set<String>> sharedValues(EntityManager em, Identity identity) {
    var shared = new HashMap<String, Set<String>>();
    var values = values(identity);
    values.forEach(
        (kind, known) -> {
          if (!known.isEmpty()) {
            em.createQuery(
                    "select i from IdentityEntity i where i.kind = :kind and i.value in :values",
                    IdentityEntity.class)
                .setParameter("kind", kind)
                .setParameter("values", known)
                .setMaxResults(100)
                .getResultStream()
                .forEach(i -> shared.computeIfAbsent(i.asset(), k -> new TreeSet<>()).add(kind));
          }
        });
    return shared;
  }

  static Map<String, Collection<String>> values(Identity identity) {
    var values = new HashMap<String, Collection<String>>();
    values.put("serial", listOf(identity.serial()));
    values.put("uuid", listOf(identity.uuid()));
    values.put("machine", listOf(identity.machineId()));
    values.put("mac", identity.macs());
    values.put("host", identity.hostname().isBlank() ? List.of() : List.of(identity.hostname()));
    return values;
  }

  private static List<String> listOf(@Nullable String value) {
    return value == null ? List.of() : List.of(value);
  }

  private static boolean isSure(
      EntityManager em, AssetEntity asset, Set<String> shared, Identity identity) {
    if (asset.online() || !(shared.contains("serial") || shared.contains("uuid"))) {
      return false;
    }
    return fits(em, asset, "serial", identity.serial()) && fits(em, asset, "uuid", identity.uuid());
  }

  // a side that does not say it contradicts nothing
  private static boolean fits(
      EntityManager em, AssetEntity asset, String kind, @Nullable String said) {
    var known =
        em.createQuery(
                "select i.value from IdentityEntity i where i.asset = :asset and i.kind = :kind",
                String.class)
            .setParameter("asset", asset.id())
            .setParameter("kind", kind)
            .getResultList();
    return said == null || known.isEmpty() || known.stream().anyMatch(k -> Objects.equals(k, said));
  }

  private static String reason(AssetEntity asset, Set<String> shared) {
    var online =
        asset.online() ? " The other one's agent is connected too: one may be a clone." : "";
    return "Both have the same "
        + String.join(", ", shared)
        + ", but not all that would make it sure."
        + online;
  }
}
