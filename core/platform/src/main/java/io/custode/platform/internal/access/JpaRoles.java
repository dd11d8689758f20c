// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.NewRole;
import io.custode.api.access.Role;
import io.custode.api.access.RoleChange;
import io.custode.api.access.RoleChanged;
import io.custode.api.access.RoleFate;
import io.custode.api.access.RolePermission;
import io.custode.api.access.Roles;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.spi.access.Permission;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Defines roles, and shows all that there are. */
@Component(service = Roles.class)
public final class JpaRoles implements Roles {
  static final String WRITE = "core.role.write";
  private static final int MOST = 100;

  private final PeopleStore store;
  private final PermissionCatalogue catalogue;
  private final RoleRights rights;
  private final Reach reach;
  private final Remembered remembered;
  private final Events events;
  private final Audit audit;

  @Activate
  public JpaRoles(
      @Reference PeopleStore store,
      @Reference PermissionCatalogue catalogue,
      @Reference RoleRights rights,
      @Reference Reach reach,
      @Reference Remembered remembered,
      @Reference Events events,
      @Reference Audit audit) {
    this.store = store;
    this.catalogue = catalogue;
    this.rights = rights;
    this.reach = reach;
    this.remembered = remembered;
    this.events = events;
    this.audit = audit;
  }

  @Override
  public Page<Role> find(PageRequest page) {
    reach.require(Reach.READ);
    var after = page.cursor() == null ? "" : Cursor.read(page.cursor(), 1).get(0);
    var rows =
        store.read(
            em -> {
              var members = RoleHolders.counts(em);
              return rights.names(em).stream()
                  .filter(name -> name.compareTo(after) > 0)
                  .limit(page.limit() + 1L)
                  .map(name -> role(em, name, members))
                  .toList();
            });
    return Page.cut(rows, page, role -> Cursor.of(role.name()));
  }

  @Override
  public Optional<Role> get(String name) {
    reach.require(Reach.READ);
    return store.read(
        em ->
            rights.names(em).contains(name)
                ? Optional.of(role(em, name, RoleHolders.counts(em)))
                : Optional.empty());
  }

  private Role role(EntityManager em, String name, Map<String, Long> members) {
    var row = em.find(RoleEntity.class, name);
    var granted = new TreeSet<>(row == null ? builtIn(name) : row.permissions());
    var dormant = granted.stream().filter(id -> !catalogue.isDeclared(id)).toList();
    dormant.forEach(granted::remove);
    return new Role(
        name,
        row == null ? "" : row.description(),
        row == null,
        members.getOrDefault(name, 0L),
        List.copyOf(granted),
        dormant,
        row == null ? 0 : row.revision());
  }

  private Set<String> builtIn(String name) {
    return name.equals(PermissionCatalogue.ADMINISTRATOR)
        ? catalogue.permissions().keySet()
        : catalogue.permissionsOf(name);
  }

  @Override
  public Page<RolePermission> matrix() {
    reach.require(Reach.READ);
    var roles =
        store.read(em -> rights.names(em).stream().map(name -> role(em, name, Map.of())).toList());
    var declared = catalogue.permissions();
    var ids =
        Stream.concat(declared.keySet().stream(), roles.stream().flatMap(r -> r.dormant().stream()))
            .collect(Collectors.toCollection(TreeSet::new));
    return new Page<>(ids.stream().map(id -> line(id, declared.get(id), roles)).toList(), null);
  }

  private static RolePermission line(String id, @Nullable Permission declared, List<Role> roles) {
    return new RolePermission(
        id,
        declared == null ? id : declared.english(),
        declared == null ? id : declared.italian(),
        declared == null,
        roles.stream()
            .filter(role -> role.permissions().contains(id) || role.dormant().contains(id))
            .map(Role::name)
            .toList());
  }

  @Override
  public Role add(NewRole role) {
    reach.require(WRITE);
    var description = RoleText.description(role.description());
    RoleText.check(role.name(), role.permissions(), catalogue::isDeclared);
    reach.requireAll(Set.copyOf(role.permissions()));
    return store.write(
        em -> {
          if (rights.names(em).contains(role.name())) {
            throw new Conflict(
                "name-used",
                "There is a role " + role.name() + " already; nothing was changed.",
                "Take another name.");
          }
          // who has a role that went with its plugin must not come to another's rights
          RoleHolders.refuseIfAny(em, role.name(), "made");
          checkRoom(em);
          var row = new RoleEntity(role.name(), description, role.permissions());
          em.persist(row);
          em.flush();
          tell(row, RoleFate.ADDED, "core.role.add", Set.of());
          return role(em, role.name(), Map.of());
        });
  }

  private static void checkRoom(EntityManager em) {
    long has = em.createQuery("select count(r) from RoleEntity r", Long.class).getSingleResult();
    if (has >= MOST) {
      throw new Conflict(
          "too-many",
          "There are " + has + " roles already, as many as there may be; nothing was changed.",
          "Remove one that nobody has: msp:role-list.");
    }
  }

  @Override
  public Role change(String name, RoleChange change) {
    reach.require(WRITE);
    var description = RoleText.description(change.description());
    var changed =
        store.write(
            em -> {
              var row = row(em, name);
              var before = row.permissions();
              RoleText.check(
                  name,
                  change.permissions(),
                  id -> before.contains(id) || catalogue.isDeclared(id));
              reach.requireAll(before);
              reach.requireAll(Set.copyOf(change.permissions()));
              if (row.revision() != change.revision()) {
                throw Conflict.changedMeanwhile("role");
              }
              row.set(description, change.permissions());
              em.flush();
              tell(row, RoleFate.CHANGED, "core.role.change", before);
              return role(em, name, RoleHolders.counts(em));
            });
    remembered.forget();
    return changed;
  }

  @Override
  public void remove(String name) {
    reach.require(WRITE);
    store.write(
        em -> {
          var row = row(em, name);
          reach.requireAll(row.permissions());
          RoleHolders.refuseIfAny(em, name, "removed");
          var before = row.permissions();
          em.remove(row);
          tell(row, RoleFate.REMOVED, "core.role.remove", before);
          return true;
        });
    remembered.forget();
  }

  private RoleEntity row(EntityManager em, String name) {
    var row = em.find(RoleEntity.class, name);
    if (row == null && catalogue.isRole(name)) {
      throw new Conflict(
          "built-in",
          name + " comes with the platform or a plugin; nothing was changed.",
          "Make a role of your own: msp:role-add.");
    }
    if (row == null) {
      throw new NotFound("role", name.length() > 60 ? "of that name" : name);
    }
    return row;
  }

  private void tell(RoleEntity role, RoleFate fate, String verb, Set<String> before) {
    events.publish(new RoleChanged(EventId.next(), Instant.now(), role.name(), fate));
    var more = new HashSet<>(fate == RoleFate.REMOVED ? Set.of() : role.permissions());
    more.removeAll(before);
    var fewer = new HashSet<>(before);
    fewer.removeAll(fate == RoleFate.REMOVED ? Set.of() : role.permissions());
    RoleText.details(more, fewer)
        .forEach(detail -> audit.record(verb, "role/" + role.name(), detail));
  }
}
