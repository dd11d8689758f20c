// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.tenant;

import io.custode.api.page.Cursor;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/**
 * Things of one kind that tenants have and the provider has for all of them, in a table each. Who
 * reads sees the bound tenant's, or those of all tenants that he sees, and the provider's.
 *
 * @param <R> what the entities have in common
 */
public final class OwnedTables<R> {
  /** The table of the bound tenant, the rows of those seen, or the provider's table. */
  public enum From {
    TENANT,
    FLEET,
    PROVIDER
  }

  /** A part of a list: rows after some sort keys. */
  public interface Slice<R> {
    List<R> of(From from, List<String> after, int limit);
  }

  private final TenantStore store;
  private final Visibility visibility;
  private final BooleanSupplier bound;
  private final Class<R> row;
  private final Class<? extends R> own;
  private final Class<? extends R> fleet;
  private final Class<? extends R> provided;

  /**
   * @param bound whether a tenant is bound
   * @param row the superclass of the three
   * @param own entity of a tenant
   * @param fleet entity over all tenants that are seen
   * @param provided entity of the provider
   */
  public OwnedTables(
      TenantStore store,
      Visibility visibility,
      BooleanSupplier bound,
      Class<R> row,
      Class<? extends R> own,
      Class<? extends R> fleet,
      Class<? extends R> provided) {
    this.store = store;
    this.visibility = visibility;
    this.bound = bound;
    this.row = row;
    this.own = own;
    this.fleet = fleet;
    this.provided = provided;
  }

  public From seen() {
    return bound.getAsBoolean() ? From.TENANT : From.FLEET;
  }

  /**
   * @param owner a tenant, or null for the provider
   */
  public static From of(@Nullable TenantId owner) {
    return owner == null ? From.PROVIDER : From.TENANT;
  }

  public Class<? extends R> entity(From from) {
    return switch (from) {
      case TENANT -> own;
      case FLEET -> fleet;
      case PROVIDER -> provided;
    };
  }

  public <T> T read(From from, Function<EntityManager, T> work) {
    return from == From.PROVIDER ? visibility.asProvider(() -> store.read(work)) : store.read(work);
  }

  /**
   * @return the row of that id, a tenant's or the provider's
   */
  public Optional<R> find(String id) {
    return find(seen(), id).or(() -> find(From.PROVIDER, id));
  }

  private Optional<R> find(From from, String id) {
    return read(
        from,
        em ->
            em.createQuery(
                    "select r from " + entity(from).getSimpleName() + " r where r.id = :id", row)
                .setParameter("id", id)
                .getResultStream()
                .findFirst());
  }

  /**
   * A page and one row more: the provider's first, then the tenants'.
   *
   * @param keys how many keys the rows are sorted by
   */
  public List<R> rows(PageRequest page, int keys, Slice<R> slice) {
    var after = page.cursor() == null ? first(keys) : Cursor.read(page.cursor(), keys + 1);
    int wanted = page.limit() + 1;
    var rows = new ArrayList<R>();
    var keysAfter = after.subList(1, keys + 1);
    if (after.get(0).equals(From.PROVIDER.name())) {
      rows.addAll(slice.of(From.PROVIDER, keysAfter, wanted));
      keysAfter = Collections.nCopies(keys, "");
    }
    if (rows.size() < wanted) {
      rows.addAll(slice.of(seen(), keysAfter, wanted - rows.size()));
    }
    return rows;
  }

  private static List<String> first(int keys) {
    var all = new ArrayList<>(Collections.nCopies(keys + 1, ""));
    all.set(0, From.PROVIDER.name());
    return all;
  }

  /** A page and one row more, sorted by {@code nameKey} and {@code id}. */
  public List<R> byName(PageRequest page) {
    return rows(
        page,
        2,
        (from, after, limit) ->
            read(
                from,
                em ->
                    em.createQuery(
                            "select r from "
                                + entity(from).getSimpleName()
                                + " r where r.nameKey >= :name and (r.nameKey > :name or r.id > :id)"
                                + " order by r.nameKey, r.id",
                            row)
                        .setParameter("name", after.get(0))
                        .setParameter("id", after.get(1))
                        .setMaxResults(limit)
                        .getResultList()));
  }

  /**
   * @param owner of the last row of a page, or null for the provider
   * @param keys of that row
   */
  public static String cursor(@Nullable Object owner, String... keys) {
    var all = new String[keys.length + 1];
    all[0] = owner == null ? From.PROVIDER.name() : "";
    System.arraycopy(keys, 0, all, 1, keys.length);
    return Cursor.of(all);
  }
}
