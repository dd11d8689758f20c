// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.asset.AssetState;
import io.custode.platform.internal.asset.Reconciler.Told;
import io.custode.platform.internal.external.ExternalRefEntity;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/** Which assets those may be that a source speaks of: read for many at once. */
final class Resemblance {
  private static final String KIND = "asset";

  private final EntityManager em;
  private final String source;
  private final Map<String, ExternalRefEntity> refs = new HashMap<>();
  private final Map<String, AssetEntity> assets = new HashMap<>();

  /** Kind and value to ids: {@code serial/pf2abcde}. */
  private final Map<String, Set<String>> known = new HashMap<>();

  /** Assets that the source knows by some key: no other key of it is theirs. */
  private final Set<String> taken = new HashSet<>();

  private Resemblance(EntityManager em, String source) {
    this.em = em;
    this.source = source;
  }

  static Resemblance of(EntityManager em, String source, List<Told> told) {
    var all = new Resemblance(em, source);
    all.readRefs(told.stream().map(Told::externalId).toList());
    var unknown = told.stream().filter(t -> !all.refs.containsKey(t.externalId())).toList();
    all.readIdentities("serial", unknown.stream().map(t -> Identity.serial(t.serial())));
    all.readIdentities("mac", unknown.stream().flatMap(t -> t.macs().stream()));
    all.readNames(unknown.stream().map(t -> t.name().toLowerCase(Locale.ROOT)).toList());
    all.readAssets();
    return all;
  }

  private void readRefs(Collection<String> keys) {
    if (!keys.isEmpty()) {
      em.createQuery(
              "select r from ExternalRefEntity r where r.kind = :kind and r.source = :source"
                  + " and r.externalId in :keys",
              ExternalRefEntity.class)
          .setParameter("kind", KIND)
          .setParameter("source", source)
          .setParameter("keys", keys)
          .getResultStream()
          .forEach(row -> refs.put(row.externalId(), row));
    }
  }

  private void readIdentities(String kind, Stream<@Nullable String> said) {
    Set<String> values =
        said.filter(Objects::nonNull).map(Objects::requireNonNull).collect(Collectors.toSet());
    if (!values.isEmpty()) {
      em.createQuery(
              "select i from IdentityEntity i where i.kind = :kind and i.value in :values",
              IdentityEntity.class)
          .setParameter("kind", kind)
          .setParameter("values", values)
          .setMaxResults(5000)
          .getResultStream()
          .forEach(i -> note(kind, i.value(), i.asset()));
    }
  }

  private void readNames(Collection<String> names) {
    if (!names.isEmpty()) {
      em.createQuery(
              "select a.nameKey, a.id from AssetEntity a where a.nameKey in :names", Object[].class)
          .setParameter("names", names)
          .setMaxResults(5000)
          .getResultStream()
          .forEach(row -> note("name", (String) row[0], (String) row[1]));
    }
  }

  private void note(String kind, String value, String asset) {
    known.computeIfAbsent(kind + "/" + value, k -> new LinkedHashSet<>()).add(asset);
  }

  private void readAssets() {
    var ids = new HashSet<String>();
    refs.values().forEach(ref -> ids.add(ref.target()));
    known.values().forEach(ids::addAll);
    if (!ids.isEmpty()) {
      em.createQuery("select a from AssetEntity a where a.id in :ids", AssetEntity.class)
          .setParameter("ids", ids)
          .getResultStream()
          .forEach(a -> assets.put(a.id(), a));
      em.createQuery(
              "select r.target from ExternalRefEntity r where r.kind = :kind"
                  + " and r.source = :source and r.target in :ids",
              String.class)
          .setParameter("kind", KIND)
          .setParameter("source", source)
          .setParameter("ids", ids)
          .getResultStream()
          .forEach(taken::add);
    }
  }

  /**
   * @return the asset that it surely is, or null
   */
  @Nullable AssetEntity same(Told told) {
    var ref = refs.get(told.externalId());
    if (ref != null) {
      return assets.get(ref.target());
    }
    var sure = candidates("serial", Identity.serial(told.serial())).toList();
    return sure.size() == 1 && !taken.contains(sure.get(0).id()) ? sure.get(0) : null;
  }

  boolean wasGone(Told told) {
    var ref = refs.get(told.externalId());
    return ref != null && ref.isGone();
  }

  /**
   * @return assets that it may be
   */
  List<AssetEntity> maybe(Told told) {
    return Stream.of(
            candidates("serial", Identity.serial(told.serial())),
            told.macs().stream().flatMap(mac -> candidates("mac", mac)).filter(this::isFree),
            candidates("name", told.name().toLowerCase(Locale.ROOT)).filter(this::isFree))
        .flatMap(s -> s)
        .distinct()
        .limit(5)
        .toList();
  }

  /** Of two that the source tells apart only the same serial number says that they are one. */
  private boolean isFree(AssetEntity asset) {
    return !taken.contains(asset.id());
  }

  private Stream<AssetEntity> candidates(String kind, @Nullable String value) {
    return value == null
        ? Stream.of()
        : known.getOrDefault(kind + "/" + value, Set.of()).stream()
            .flatMap(id -> Stream.ofNullable(assets.get(id)))
            .filter(asset -> asset.state() != AssetState.RETIRED);
  }

  void remember(Told told, AssetEntity asset) {
    var ref = refs.get(told.externalId());
    if (ref == null) {
      ref = new ExternalRefEntity(KIND, source, told.externalId(), asset.id());
      em.persist(ref);
      refs.put(told.externalId(), ref);
    }
    ref.back();
    assets.put(asset.id(), asset);
    taken.add(asset.id());
    var serial = Identity.serial(told.serial());
    if (serial != null) {
      note("serial", serial, asset.id());
    }
  }
}
