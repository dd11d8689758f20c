// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.api.asset.AssetId;
import io.custode.api.error.Invalid;
import io.custode.api.error.Invalid.Violation;
import io.custode.api.error.NotFound;
import io.custode.api.group.AssetFilter;
import io.custode.api.group.AssetGroup;
import io.custode.api.group.GroupId;
import io.custode.api.tenant.SiteId;
import io.custode.core.json.JsonMapping;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;
import org.jspecify.annotations.Nullable;

/**
 * A filter as the condition of a query on assets {@code a}, with the filters of the groups that it
 * refers to written into it. Making it checks it: every condition is true or false, never unknown,
 * so that {@code not} finds those of whom a thing is not known.
 */
final class FilterQuery {
  static final int DEEPEST = 8;
  static final int MOST = 100;
  static final int MOST_EXPANDED = 500;
  static final int WIDEST = 50;
  private static final AssetFilter NO_ONE = AssetFilter.in(GroupId.next());
  private static final String NOBODY = "a.id is null";

  private final GroupBook book;
  private final FilterCondition conditions;
  private final List<Violation> violations = new ArrayList<>();
  private final Deque<AssetGroup> path = new ArrayDeque<>();
  private final Set<GroupId> missing = new HashSet<>();
  private final int root;
  private final String text;
  private int own;
  private int all;

  private FilterQuery(
      JsonMapping json, GroupBook book, @Nullable AssetGroup group, AssetFilter filter) {
    this.book = book;
    this.conditions = new FilterCondition(json, violations);
    if (group != null) {
      path.add(group);
    }
    this.root = path.size();
    this.text = text(filter, "filter", 1);
  }

  /**
   * @param group that has the filter, or null if it is nobody's yet
   * @throws Invalid naming all that is wrong with it
   * @throws NotFound if it names a group that is not there
   */
  static FilterQuery checked(
      JsonMapping json, GroupBook book, @Nullable AssetGroup group, AssetFilter filter) {
    var query = new FilterQuery(json, book, group, filter);
    if (!query.violations.isEmpty()) {
      throw new Invalid(query.violations.stream().distinct().toList());
    }
    query.missing.stream()
        .findFirst()
        .ifPresent(
            id -> {
              throw new NotFound("group", id);
            });
    return query;
  }

  /** Of a group that is stored; where it no longer fits what it refers to, it finds nobody. */
  static FilterQuery of(JsonMapping json, GroupBook book, AssetGroup group) {
    var filter = group.filter();
    var itself = filter == null ? AssetFilter.in(group.id()) : filter;
    var query = new FilterQuery(json, book, filter == null ? null : group, itself);
    return query.violations.isEmpty() ? query : new FilterQuery(json, book, null, NO_ONE);
  }

  /**
   * @return sites that it names
   */
  Set<SiteId> sites() {
    return conditions.sites();
  }

  /**
   * @return fields that it asks, also through groups
   */
  Set<FilterField> fields() {
    var fields = EnumSet.noneOf(FilterField.class);
    fields.addAll(conditions.fields());
    return fields;
  }

  <T> TypedQuery<T> select(
      EntityManager em, String what, String more, String order, Class<T> type) {
    var query =
        em.createQuery("select " + what + " from AssetEntity a where " + text + more + order, type);
    conditions.parameters().forEach(query::setParameter);
    return query;
  }

  boolean finds(EntityManager em, AssetId asset) {
    return select(em, "count(a)", " and a.id = :theAsset", "", Long.class)
            .setParameter("theAsset", asset.value())
            .getSingleResult()
        > 0;
  }

  private String text(AssetFilter filter, String at, int depth) {
    if (path.size() == root && ++own > MOST) {
      return wrong("filter", "must hold at most " + MOST + " conditions");
    }
    if (++all > MOST_EXPANDED) {
      return wrong(
          "filter", "must hold at most " + MOST_EXPANDED + " conditions with its groups' own");
    }
    if (depth > DEEPEST) {
      return wrong("filter", "must be at most " + DEEPEST + " deep");
    }
    if (parts(filter) != 1 || (filter.field() == null && hasComparison(filter))) {
      return wrong(at, "must have exactly one of and, or, not, field and group");
    }
    var and = filter.and();
    var or = filter.or();
    var not = filter.not();
    if (and != null) {
      return joined(and, " and ", at + ".and", depth);
    }
    if (or != null) {
      return joined(or, " or ", at + ".or", depth);
    }
    if (not != null) {
      return "not (" + text(not, at + ".not", depth + 1) + ")";
    }
    var group = filter.group();
    return group == null ? conditions.text(filter, at) : members(group, at);
  }

  private static int parts(AssetFilter f) {
    return (f.and() == null ? 0 : 1)
        + (f.or() == null ? 0 : 1)
        + (f.not() == null ? 0 : 1)
        + (f.field() == null ? 0 : 1)
        + (f.group() == null ? 0 : 1);
  }

  private static boolean hasComparison(AssetFilter filter) {
    return filter.operator() != null || filter.value() != null;
  }

  private String joined(List<AssetFilter> filters, String by, String at, int depth) {
    if (filters.isEmpty() || filters.size() > WIDEST) {
      return wrong(at, "must be 1 to " + WIDEST);
    }
    var parts = new ArrayList<String>();
    for (int i = 0; i < filters.size(); i++) {
      parts.add(text(filters.get(i), at + "[" + i + "]", depth + 1));
    }
    return "(" + String.join(by, parts) + ")";
  }

  private String members(GroupId id, String at) {
    var group = book.get(id).orElse(null);
    if (group == null) {
      missing.add(id);
      return NOBODY;
    }
    if (path.contains(group) || path.stream().anyMatch(g -> g.id().equals(id))) {
      return wrong(at + ".group", "leads in a circle: " + circle(group));
    }
    if (path.size() > DEEPEST) {
      return wrong("filter", "must lead through at most " + DEEPEST + " groups");
    }
    var filter = group.filter();
    if (filter == null) {
      return conditions.listed(id);
    }
    path.addLast(group);
    try {
      return text(filter, at + ".group", 1);
    } finally {
      path.removeLast();
    }
  }

  private String circle(AssetGroup back) {
    return path.stream()
            .dropWhile(g -> !g.id().equals(back.id()))
            .map(AssetGroup::name)
            .collect(Collectors.joining(" -> "))
        + " -> "
        + back.name();
  }

  private String wrong(String field, String rule) {
    violations.add(new Violation(field, rule));
    return NOBODY;
  }
}
