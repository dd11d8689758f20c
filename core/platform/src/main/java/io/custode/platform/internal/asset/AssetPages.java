// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetOrder;
import io.custode.api.error.Invalid;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;

/**
 * Pages of assets in any order. By name an index gives them. In other orders keys and ids are
 * sorted first and the rows of one page read after: an index for each order and direction would
 * cost every heartbeat, and Derby sorts whole rows slowly.
 */
final class AssetPages {
  private final EntityManager em;
  private final String rows;
  private final String where;
  private final Map<String, Object> parameters;

  /**
   * @param rows name of the entity
   * @param where conditions on {@code a}, one that holds for all at least
   */
  AssetPages(EntityManager em, String rows, String where, Map<String, Object> parameters) {
    this.em = em;
    this.rows = rows;
    this.where = where;
    this.parameters = parameters;
  }

  Page<Asset> page(AssetOrder order, PageRequest request) {
    return order.equals(AssetOrder.NAME) ? byName(request) : ordered(order, request);
  }

  private Page<Asset> byName(PageRequest request) {
    var values = new HashMap<>(parameters);
    var after = "";
    if (request.cursor() != null) {
      var last = Cursor.read(request.cursor(), 2);
      // begins in the index, which "greater or (equal and ...)" does not with every database
      after = " and a.nameKey >= :name and (a.nameKey > :name or a.id > :after)";
      values.put("name", last.get(0));
      values.put("after", last.get(1));
    }
    var jpql = "select a from " + rows + " a where " + where + after + " order by a.nameKey, a.id";
    var found =
        query(jpql, AssetRow.class, values).setMaxResults(request.limit() + 1).getResultList();
    return Page.cut(found, request, a -> Cursor.of(a.nameKey(), a.id())).map(AssetRow::toAsset);
  }

  /** What is compared, and how its text in a cursor is read. */
  private record Key(String path, Function<String, Object> read) {
    static List<Key> of(AssetOrder.By by) {
      return switch (by) {
        case NAME -> List.of(new Key("a.nameKey", text -> text));
        // of one tenant; of all AssetsByTenant
        case TENANT -> List.of(new Key("a.tenant", text -> text));
        case ONLINE -> List.of(new Key("a.online", Boolean::valueOf));
        case KIND -> List.of(new Key("a.kindName", text -> text));
        case STATE -> List.of(new Key("a.stateName", text -> text));
        case OS -> List.of(new Key("lower(coalesce(a.os, ''))", text -> text));
        case SERIAL -> List.of(new Key("lower(coalesce(a.serial, ''))", text -> text));
        case CPUS -> List.of(new Key("a.cpus", Integer::valueOf));
        case MEMORY -> List.of(new Key("a.memoryBytes", Long::valueOf));
        case SEEN ->
            List.of(
                new Key("a.online", Boolean::valueOf),
                new Key("coalesce(a.seenMicros, 0)", Long::valueOf));
        case CREATED -> List.of(new Key("a.createdAt", Instant::parse));
      };
    }
  }

  private Page<Asset> ordered(AssetOrder order, PageRequest request) {
    var keys = Key.of(order.by());
    var name = order.by() + (order.descending() ? " down" : " up");
    var values = new HashMap<>(parameters);
    var cursor = request.cursor();
    var after = cursor == null ? "" : after(keys, order.descending(), cursor, name, values);
    var paths = keys.stream().map(Key::path).toList();
    var way = order.descending() ? " desc, " : ", ";
    var jpql =
        "select a.id, a.nameKey, "
            + String.join(", ", paths)
            + (" from " + rows + " a where " + where + after + " order by ")
            + String.join(way, paths)
            + way
            + "a.nameKey, a.id";
    var found =
        query(jpql, Object[].class, values).setMaxResults(request.limit() + 1).getResultList();
    var page = Page.cut(found, request, row -> cursor(name, row));
    var assets = assets(page.items().stream().map(row -> (String) row[0]).toList());
    // one that is gone since is left out
    return new Page<>(
        page.items().stream()
            .filter(row -> assets.containsKey((String) row[0]))
            .map(row -> assets.get((String) row[0]))
            .toList(),
        page.next());
  }

  private static String cursor(String name, Object[] row) {
    return Cursor.of(
        Stream.concat(Stream.of(name), Arrays.stream(row).map(Object::toString))
            .toArray(String[]::new));
  }

  /** Begins with the least: {@code k > :k or k = :k and (name > :name or ...)}. */
  private static String after(
      List<Key> keys, boolean descending, String cursor, String name, Map<String, Object> values) {
    var last = Cursor.read(cursor, 3 + keys.size());
    if (!last.get(0).equals(name)) {
      throw Invalid.field("cursor", "is one of another order");
    }
    values.put("after", last.get(1));
    values.put("name", last.get(2));
    var text = "a.nameKey > :name or a.nameKey = :name and a.id > :after";
    for (int i = keys.size() - 1; i >= 0; i--) {
      var key = keys.get(i);
      values.put("key" + i, read(key, last.get(3 + i)));
      text =
          "%1$s %2$s :key%3$d or %1$s = :key%3$d and (%4$s)"
              .formatted(key.path(), descending ? "<" : ">", i, text);
    }
    return " and (" + text + ")";
  }

  private static Object read(Key key, String text) {
    try {
      return key.read().apply(text);
    } catch (NumberFormatException | DateTimeException e) {
      throw Invalid.field("cursor", "is none of ours");
    }
  }

  private Map<String, Asset> assets(List<String> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return em.createQuery("select a from " + rows + " a where a.id in :ids", AssetRow.class)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(Collectors.toMap(AssetRow::id, AssetRow::toAsset));
  }

  private <T> TypedQuery<T> query(String jpql, Class<T> type, Map<String, Object> values) {
    var query = em.createQuery(jpql, type);
    values.forEach(query::setParameter);
    return query;
  }
}
