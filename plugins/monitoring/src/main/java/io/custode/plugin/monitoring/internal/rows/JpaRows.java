// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.rows;

import io.custode.plugin.monitoring.internal.store.Resolution;
import io.custode.plugin.monitoring.internal.store.Rows;
import io.custode.plugin.monitoring.internal.store.Series;
import io.custode.plugin.monitoring.internal.store.SeriesName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import javax.persistence.Query;
import org.jspecify.annotations.Nullable;

/** Series and chunks in the plugin's tables. */
public final class JpaRows implements Rows {
  /** Values of one query's list: more make statements that databases are slow to read. */
  private static final int AT_ONCE = 200;

  /** In one transaction; from 5,000 on Derby locks the table. */
  private static final int DELETED_AT_ONCE = 2_000;

  private final Tables tables;

  public JpaRows(Tables tables) {
    this.tables = tables;
  }

  @Override
  public void alone(Runnable work) {
    tables.change(
        em -> {
          lock(em, CounterEntity.CHUNKS);
          work.run();
        });
  }

  @Override
  public void put(List<Stored> chunks) {
    tables.change(
        em -> {
          var there = new HashSet<Long>();
          var series = chunks.stream().map(Stored::series).distinct().toList();
          for (var some : parts(series)) {
            there.addAll(
                em.createQuery("select s.id from SeriesEntity s where s.id in :some", Long.class)
                    .setParameter("some", some)
                    .getResultList());
          }
          var known = known(em, chunks);
          for (var chunk : chunks) {
            if (there.contains(chunk.series())) {
              put(em, known.get(new ChunkEntity.Key(chunk)), chunk);
            }
          }
        });
  }

  /** Those that are to be replaced, read in few steps. */
  private static Map<ChunkEntity.Key, ChunkEntity> known(EntityManager em, List<Stored> chunks) {
    var known = new HashMap<ChunkEntity.Key, ChunkEntity>();
    var byPeriod =
        chunks.stream()
            .collect(
                Collectors.groupingBy(
                    chunk -> List.of(chunk.resolution(), chunk.period()), Collectors.toList()));
    for (var those : byPeriod.values()) {
      var first = those.get(0);
      var series = those.stream().map(Stored::series).toList();
      for (var entity : entities(em, series, first.resolution(), first.period())) {
        known.put(entity.key(), entity);
      }
    }
    return known;
  }

  private static List<ChunkEntity> entities(
      EntityManager em, Collection<Long> series, Resolution resolution, long period) {
    var found = new ArrayList<ChunkEntity>();
    for (var some : parts(List.copyOf(series))) {
      found.addAll(
          ofPeriod(
                  em.createQuery(
                      "select c from ChunkEntity c where c.resolution = :resolution"
                          + " and c.period = :period and c.series in :some",
                      ChunkEntity.class),
                  resolution,
                  period)
              .setParameter("some", some)
              .getResultList());
    }
    return found;
  }

  private static void put(EntityManager em, @Nullable ChunkEntity before, Stored chunk) {
    if (before == null) {
      em.persist(new ChunkEntity(chunk));
    } else {
      before.put(chunk.chunk());
    }
  }

  @Override
  public List<Stored> chunks(Collection<Long> series, Resolution resolution, long period) {
    return tables.read(
        em ->
            entities(em, series, resolution, period).stream()
                .map(chunk -> chunk.toStored(resolution))
                .toList());
  }

  @Override
  public List<Stored> chunks(long series, Resolution resolution, long from, long to) {
    long first = -Math.floorDiv(-from, resolution.period()) * resolution.period();
    return tables.read(
        em -> {
          var found = new ArrayList<Stored>();
          for (var some : parts(periods(em, resolution, first, to))) {
            em.createQuery(
                    "select c from ChunkEntity c where c.resolution = :resolution"
                        + " and c.period in :some and c.series = :series order by c.period",
                    ChunkEntity.class)
                .setParameter("resolution", ChunkEntity.code(resolution))
                .setParameter("some", some)
                .setParameter("series", series)
                .getResultStream()
                .map(chunk -> chunk.toStored(resolution))
                .forEach(found::add);
          }
          return found;
        });
  }

  /** Those that there can be from a time to before another. */
  private static List<Long> periods(EntityManager em, Resolution resolution, long from, long to) {
    if (from >= to) {
      return List.of();
    }
    long first = from;
    long last = to;
    if (to - from > resolution.period()) {
      // whoever asks for all times gets those that are there
      var least = edge(em, resolution, true);
      if (least == null) {
        return List.of();
      }
      first = Math.max(first, least);
      last = Math.min(last, edge(em, resolution, false) + 1);
    }
    var periods = new ArrayList<Long>();
    for (long period = first; period < last; period += resolution.period()) {
      periods.add(period);
    }
    return periods;
  }

  private static @Nullable Long edge(EntityManager em, Resolution resolution, boolean isLeast) {
    var found =
        em.createQuery(
                "select c.period from ChunkEntity c where c.resolution = :resolution"
                    + " order by c.period "
                    + (isLeast ? "asc" : "desc"),
                Long.class)
            .setParameter("resolution", ChunkEntity.code(resolution))
            .setMaxResults(1)
            .getResultList();
    return found.isEmpty() ? null : found.get(0);
  }

  @Override
  public void dropChunks(Resolution resolution, long before, int periods) {
    for (int i = 0; i < periods; i++) {
      var oldest = tables.read(em -> edge(em, resolution, true));
      if (oldest == null || oldest >= before) {
        return;
      }
      while (dropSome(resolution, oldest)) {
        // until none of that period is left
      }
    }
  }

  private boolean dropSome(Resolution resolution, long period) {
    return tables.write(
        em -> {
          var some =
              ofPeriod(
                      em.createQuery(
                          "select c.series from ChunkEntity c where c.resolution = :resolution"
                              + " and c.period = :period order by c.series",
                          Long.class),
                      resolution,
                      period)
                  .setMaxResults(DELETED_AT_ONCE)
                  .getResultList();
          if (some.isEmpty()) {
            return false;
          }
          ofPeriod(
                  em.createQuery(
                      "delete from ChunkEntity c where c.resolution = :resolution"
                          + " and c.period = :period and c.series <= :last"),
                  resolution,
                  period)
              .setParameter("last", some.get(some.size() - 1))
              .executeUpdate();
          return true;
        });
  }

  private static <Q extends Query> Q ofPeriod(Q query, Resolution resolution, long period) {
    query.setParameter("resolution", ChunkEntity.code(resolution));
    query.setParameter("period", period);
    return query;
  }

  @Override
  public List<Series> series(UUID tenant, UUID asset) {
    return tables.read(em -> series(em, tenant, asset));
  }

  private static List<Series> series(EntityManager em, UUID tenant, UUID asset) {
    return em.createQuery(
            "select s from SeriesEntity s where s.tenant = :tenant and s.asset = :asset"
                + " order by s.name, s.unit",
            SeriesEntity.class)
        .setParameter("tenant", tenant.toString())
        .setParameter("asset", asset.toString())
        .getResultStream()
        .map(SeriesEntity::toSeries)
        .toList();
  }

  @Override
  public List<Series> findOrMake(UUID tenant, UUID asset, Collection<SeriesName> names) {
    return tables.write(
        em -> {
          var counter = lock(em, CounterEntity.SERIES);
          var byName = new LinkedHashMap<SeriesName, Series>();
          series(em, tenant, asset).forEach(one -> byName.put(one.name(), one));
          var missing = names.stream().filter(name -> !byName.containsKey(name)).toList();
          long id = counter.take(missing.size());
          for (var name : missing) {
            var made = new Series(id++, tenant, asset, name);
            em.persist(new SeriesEntity(made));
            byName.put(name, made);
          }
          byName.keySet().retainAll(names);
          return List.copyOf(byName.values());
        });
  }

  @Override
  public void forget(UUID tenant) {
    for (var some = some(tenant); !some.isEmpty(); some = some(tenant)) {
      var ids = some;
      // first the series, without which no other store puts chunks
      tables.change(
          em ->
              em.createQuery("delete from SeriesEntity s where s.id in :some")
                  .setParameter("some", ids)
                  .executeUpdate());
      for (var resolution : Resolution.values()) {
        forget(ids, resolution);
      }
    }
  }

  private List<Long> some(UUID tenant) {
    return tables.read(
        em ->
            em.createQuery(
                    "select s.id from SeriesEntity s where s.tenant = :tenant order by s.id",
                    Long.class)
                .setParameter("tenant", tenant.toString())
                .setMaxResults(AT_ONCE)
                .getResultList());
  }

  private void forget(List<Long> series, Resolution resolution) {
    var periods = tables.read(em -> periods(em, resolution, 0, Long.MAX_VALUE));
    for (long period : periods) {
      tables.change(
          em ->
              ofPeriod(
                      em.createQuery(
                          "delete from ChunkEntity c where c.resolution = :resolution"
                              + " and c.period = :period and c.series in :some"),
                      resolution,
                      period)
                  .setParameter("some", series)
                  .executeUpdate());
    }
  }

  private static CounterEntity lock(EntityManager em, String counter) {
    return em.find(CounterEntity.class, counter, LockModeType.PESSIMISTIC_WRITE);
  }

  private static <T> List<List<T>> parts(List<T> all) {
    var parts = new ArrayList<List<T>>();
    for (int i = 0; i < all.size(); i += AT_ONCE) {
      parts.add(all.subList(i, Math.min(i + AT_ONCE, all.size())));
    }
    return parts;
  }
}
