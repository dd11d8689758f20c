// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.api.access.Access;
import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetId;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.group.AssetFilter;
import io.custode.api.group.AssetGroup;
import io.custode.api.group.AssetGroups;
import io.custode.api.group.GroupChange;
import io.custode.api.group.GroupChanged;
import io.custode.api.group.GroupFate;
import io.custode.api.group.GroupId;
import io.custode.api.group.NewGroup;
import io.custode.api.group.ProviderGroupChanged;
import io.custode.api.json.Json;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.Sites;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.json.JsonMapping;
import io.custode.persistence.TenantStore;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.asset.AssetRow;
import io.custode.platform.internal.rule.Text;
import io.custode.platform.internal.stamp.Stamps;
import io.custode.platform.internal.tenant.OwnedTables;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Groups in the core schema: those of tenants in one table, the provider's in another. */
@Component
public final class JpaAssetGroups implements AssetGroups {
  private static final int MOST_GROUPS = 200;
  private static final int LAST = 10_000;

  private final TenantStore store;
  private final TenantContext tenants;
  private final Visibility visibility;
  private final Access access;
  private final Sites sites;
  private final Stamps stamps;
  private final OwnedTables<GroupRow> rows;
  private final GroupTable table;
  private final Events events;
  private final Audit audit;
  private final JsonMapping json;

  @Activate
  public JpaAssetGroups(
      @Reference(target = "(custode.schema=core)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Visibility visibility,
      @Reference Access access,
      @Reference Sites sites,
      @Reference Stamps stamps,
      @Reference GroupTable table,
      @Reference Events events,
      @Reference Audit audit,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.store = store;
    this.tenants = tenants;
    this.visibility = visibility;
    this.access = access;
    this.sites = sites;
    this.stamps = stamps;
    this.table = table;
    this.events = events;
    this.audit = audit;
    this.json = json;
    this.rows =
        new OwnedTables<>(
            store,
            visibility,
            () -> tenants.current().isPresent(),
            GroupRow.class,
            GroupEntity.class,
            GroupFleetEntity.class,
            ProviderGroupEntity.class);
  }

  private TenantId bound() {
    return tenants
        .current()
        .orElseThrow(() -> Invalid.field("tenant", "must be named: a group has members in one"));
  }

  @Override
  public Optional<AssetGroup> get(GroupId id) {
    access.current();
    return rows.find(id.value()).map(row -> row.toGroup(json));
  }

  @Override
  public Page<AssetGroup> find(PageRequest page) {
    access.current();
    return Page.cut(rows.byName(page), page, JpaAssetGroups::cursor).map(row -> row.toGroup(json));
  }

  private static String cursor(GroupRow last) {
    return OwnedTables.cursor(last.tenant(), last.nameKey(), last.id());
  }

  @Override
  public AssetGroup create(NewGroup group) {
    var name = Text.name("name", group.name());
    checkPosition(group.position());
    var filter = group.filter();
    if (filter == null && tenants.current().isEmpty()) {
      throw Invalid.field("filter", "is required: a list has members in one tenant");
    }
    return write(
        (em, tenant, book) -> {
          checkFree(book, tenant, name, null);
          if (own(book, tenant).size() >= MOST_GROUPS) {
            throw new Conflict(
                "too-many-groups",
                "There are " + MOST_GROUPS + " groups already; nothing was changed.",
                "Remove one that is not used.");
          }
          var place = group.position() == null ? last(book, tenant) : group.position();
          if (filter != null) {
            checkSites(tenant, FilterQuery.checked(json, book, null, filter));
          }
          var text = filter == null ? null : json.write(filter);
          var row =
              tenant == null
                  ? new ProviderGroupEntity(name, place, text == null ? Json.EMPTY : text)
                  : new GroupEntity(tenant, name, place, text);
          em.persist(row);
          return told(em, tenant, row, GroupFate.CREATED, json.write(group));
        });
  }

  private static int last(GroupBook book, @Nullable TenantId tenant) {
    return Math.min(
        LAST, own(book, tenant).stream().mapToInt(AssetGroup::position).max().orElse(0) + 10);
  }

  private static void checkPosition(@Nullable Integer position) {
    if (position != null && (position < 1 || position > LAST)) {
      throw Invalid.field("position", "must be 1 to " + LAST);
    }
  }

  private static List<AssetGroup> own(GroupBook book, @Nullable TenantId tenant) {
    return book.ordered().stream().filter(g -> (g.tenant() == null) == (tenant == null)).toList();
  }

  private void checkSites(@Nullable TenantId tenant, FilterQuery query) {
    for (SiteId site : query.sites()) {
      if (tenant == null) {
        throw Invalid.field(
            "filter", "must not name a site: the provider's groups are everybody's");
      }
      if (sites.get(site).isEmpty()) {
        throw new NotFound("site", site);
      }
    }
  }

  @Override
  public AssetGroup change(GroupId id, GroupChange change) {
    var name = change.name() == null ? null : Text.name("name", change.name());
    checkPosition(change.position());
    var filter = change.filter();
    return write(
        (em, tenant, book) -> {
          var row = load(em, tenant, id);
          if (row.revision() != change.revision()) {
            throw Conflict.changedMeanwhile("group");
          }
          if (name != null) {
            checkFree(book, tenant, name, id);
          }
          if (filter != null && row.isList()) {
            throw Invalid.field("filter", "must be left out: the group is a list");
          }
          row.change(name, change.position(), filter == null ? null : json.write(filter));
          if (filter != null) {
            checkWithOthers(book, tenant, row.toGroup(json), filter);
          }
          return told(em, tenant, row, GroupFate.CHANGED, json.write(change));
        });
  }

  /** Those that lead to it must stay within the limits too. */
  private void checkWithOthers(
      GroupBook before, @Nullable TenantId tenant, AssetGroup changed, AssetFilter filter) {
    var after = before.with(changed);
    checkSites(tenant, FilterQuery.checked(json, after, changed, filter));
    for (var other : own(before, tenant)) {
      if (!other.id().equals(changed.id()) && fits(before, other) && !fits(after, other)) {
        throw Invalid.field(
            "filter", "must fit the group '" + other.name() + "' too, which leads to this one");
      }
    }
  }

  private boolean fits(GroupBook book, AssetGroup group) {
    var filter = group.filter();
    try {
      if (filter != null) {
        FilterQuery.checked(json, book, group, filter);
      }
      return true;
    } catch (Invalid e) {
      return false;
    }
  }

  private static boolean refersTo(AssetFilter filter, GroupId id) {
    var and = filter.and();
    var or = filter.or();
    var not = filter.not();
    return id.equals(filter.group())
        || (and != null && and.stream().anyMatch(f -> refersTo(f, id)))
        || (or != null && or.stream().anyMatch(f -> refersTo(f, id)))
        || (not != null && refersTo(not, id));
  }

  @Override
  public void remove(GroupId id) {
    write(
        (em, tenant, book) -> {
          var row = load(em, tenant, id);
          for (var other : own(book, tenant)) {
            var filter = other.filter();
            if (filter != null && !other.id().equals(id) && refersTo(filter, id)) {
              throw new Conflict(
                  "still-referred-to",
                  "The group '" + other.name() + "' refers to this one; nothing was changed.",
                  "Change that group first.");
            }
          }
          if (tenant != null) {
            em.createQuery("delete from MemberEntity m where m.groupId = :id")
                .setParameter("id", id.value())
                .executeUpdate();
          }
          em.remove(row);
          return told(em, tenant, row, GroupFate.REMOVED, Json.EMPTY);
        });
  }

  @Override
  public Page<Asset> members(GroupId id, PageRequest page) {
    bound();
    var provided = table.provided();
    return store.read(
        em -> {
          var book = table.book(em, provided);
          var group = book.get(id).orElseThrow(() -> new NotFound("group", id));
          return page(em, FilterQuery.of(json, book, group), page);
        });
  }

  @Override
  public Page<Asset> preview(AssetFilter filter, PageRequest page) {
    var tenant = bound();
    var provided = table.provided();
    return store.read(
        em -> {
          var query = FilterQuery.checked(json, table.book(em, provided), null, filter);
          checkSites(tenant, query);
          return page(em, query, page);
        });
  }

  private static Page<Asset> page(EntityManager em, FilterQuery query, PageRequest page) {
    var after = page.cursor() == null ? List.of("", "") : Cursor.read(page.cursor(), 2);
    var found =
        query
            .select(
                em,
                "a",
                " and a.nameKey >= :afterName and (a.nameKey > :afterName or a.id > :afterId)",
                " order by a.nameKey, a.id",
                AssetRow.class)
            .setParameter("afterName", after.get(0))
            .setParameter("afterId", after.get(1))
            .setMaxResults(page.limit() + 1)
            .getResultStream()
            .map(AssetRow::toAsset)
            .toList();
    return Page.cut(found, page, a -> Cursor.of(a.name().toLowerCase(Locale.ROOT), a.id().value()));
  }

  @Override
  public List<AssetGroup> of(AssetId asset) {
    bound();
    var provided = table.provided();
    return store.read(em -> new Memberships(json, table.book(em, provided)).of(em, asset));
  }

  @Override
  public void add(GroupId id, List<AssetId> assets) {
    members(id, assets, MemberList::add);
  }

  @Override
  public void drop(GroupId id, List<AssetId> assets) {
    members(id, assets, MemberList::drop);
  }

  private interface Edit {
    void on(MemberList list, List<AssetId> assets);
  }

  private void members(GroupId id, List<AssetId> assets, Edit edit) {
    var tenant = bound();
    MemberList.check(assets);
    store.write(
        em -> {
          stamps.bump(em, tenant);
          var row = load(em, tenant, id);
          if (!row.isList()) {
            throw new Conflict(
                "group-is-a-query",
                "This group finds its members itself; nothing was changed.",
                "Change its filter, or make a list.");
          }
          edit.on(new MemberList(em, id), assets);
          return told(em, tenant, row, GroupFate.MEMBERS_CHANGED, MemberList.told(json, assets));
        });
  }

  private interface Work {
    AssetGroup in(EntityManager em, @Nullable TenantId tenant, GroupBook book);
  }

  private AssetGroup write(Work work) {
    var tenant = tenants.current().orElse(null);
    if (tenant == null) {
      access.require("core.group.provide");
    }
    var provided = tenant == null ? List.<AssetGroup>of() : table.provided();
    Function<EntityManager, AssetGroup> counted =
        em -> {
          stamps.bump(em, tenant);
          return work.in(
              em, tenant, tenant == null ? table.providerBook(em) : table.book(em, provided));
        };
    return tenant == null
        ? visibility.asProvider(() -> store.write(counted))
        : store.write(counted);
  }

  private GroupRow load(EntityManager em, @Nullable TenantId tenant, GroupId id) {
    var row = em.find(rows.entity(OwnedTables.of(tenant)), id.value());
    if (row == null) {
      throw new NotFound("group", id);
    }
    return row;
  }

  private static void checkFree(
      GroupBook book, @Nullable TenantId tenant, String name, @Nullable GroupId except) {
    if (own(book, tenant).stream()
        .anyMatch(g -> g.name().equalsIgnoreCase(name) && !g.id().equals(except))) {
      throw new Conflict(
          "name-used",
          "There is a group of this name already; nothing was changed.",
          "Take another name.");
    }
  }

  private AssetGroup told(
      EntityManager em, @Nullable TenantId tenant, GroupRow row, GroupFate fate, Json detail) {
    em.flush();
    var id = GroupId.of(row.id());
    events.publish(
        tenant == null
            ? new ProviderGroupChanged(EventId.next(), id, fate, Instant.now())
            : new GroupChanged(EventId.next(), tenant, id, fate, Instant.now()));
    var verb =
        switch (fate) {
          case CREATED -> "core.group.create";
          case CHANGED -> "core.group.change";
          case MEMBERS_CHANGED -> "core.group.members";
          case REMOVED -> "core.group.remove";
        };
    audit.record(verb, "group/" + id, detail);
    return row.toGroup(json);
  }
}
