// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.custode.api.access.NewRole;
import io.custode.api.access.Principal;
import io.custode.api.access.Role;
import io.custode.api.access.RoleChange;
import io.custode.api.access.RoleFate;
import io.custode.api.access.RolePermission;
import io.custode.api.audit.AuditEntry;
import io.custode.api.audit.AuditQuery;
import io.custode.api.error.Forbidden;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.id.Uuid7;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.spi.access.Permission;
import io.custode.spi.access.Permissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Roles that administrators define, from first to last. */
class RolesTest {
  private static final String SEE = "core.asset.read";
  private static final String CHANGE = "core.asset.write";
  private static final String BACKUP = "backup.run.start";
  private static final String KEYS = "backup.key.read";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Permissions PLUGIN =
      () ->
          List.of(
              new Permission(BACKUP, "Back up", "Salvare", Set.of("operator")),
              new Permission(KEYS, "See keys", "Vedere le chiavi", Set.of()));

  private final String name = "r" + Uuid7.next().substring(24);
  private Staff staff;
  private Principal boss;

  private void on(TestDatabases kind) {
    staff = new Staff(new Platform(kind), Catalogues.of(SEE, CHANGE, Reach.READ, Reach.WRITE));
    plugin(true);
    boss = Staff.at(staff.hire(PermissionCatalogue.ADMINISTRATOR).user(), "*");
  }

  private void plugin(boolean here) {
    if (here) {
      staff.catalogue.bindPermissions(PLUGIN);
    } else {
      staff.catalogue.unbindPermissions(PLUGIN);
    }
  }

  @AfterEach
  void leaveNoRole() {
    staff.store.write(em -> em.createQuery("delete from RoleEntity r").executeUpdate());
  }

  private <T> T as(Principal who, Supplier<T> work) {
    return staff.platform.as(who, work);
  }

  private Role add(String... permissions) {
    return as(boss, () -> staff.roles.add(new NewRole(name, " of a test ", List.of(permissions))));
  }

  private Role change(Principal who, Role role, String... permissions) {
    var change = new RoleChange("other", List.of(permissions), role.revision());
    return as(who, () -> staff.roles.change(role.name(), change));
  }

  private boolean remove(Principal who) {
    return as(
        who,
        () -> {
          staff.roles.remove(name);
          return true;
        });
  }

  private static void assertProblem(String problem, String part, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.name()).isEqualTo(problem))
        .hasMessageContaining(part);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatItMayCountsForItsMembersOnAnotherNodeWithinASecond(TestDatabases kind) {
    on(kind);
    var role = add(SEE);
    assertThat(role.builtIn()).isFalse();
    assertThat(role.description()).isEqualTo("of a test");
    var joe = as(boss, () -> staff.hire(name)).user();
    var far = staff.otherNode().credentials(Staff.settings(""));
    assertThat(far.byId(joe.id()).orElseThrow().permissions()).containsExactly(SEE);

    var changed = change(boss, role, CHANGE, SEE);
    assertThat(changed.members()).isEqualTo(1);
    assertThat(staff.credentials(Staff.settings("")).byId(joe.id()).orElseThrow().permissions())
        .containsExactlyInAnyOrder(SEE, CHANGE);
    Awaitility.await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> far.byId(joe.id()).orElseThrow().may(CHANGE));
    change(boss, changed, CHANGE);
    Awaitility.await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> !far.byId(joe.id()).orElseThrow().may(SEE));
    assertProblem("changed-meanwhile", "somebody else", () -> change(boss, changed, SEE));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoHasItKeepsItThereAndAllIsTold(TestDatabases kind) {
    on(kind);
    staff.platform.deliverEverything();
    var role = add(SEE);
    change(boss, role, SEE, CHANGE);
    var joe = as(boss, () -> staff.hire(name)).user();
    assertProblem(
        "role-in-use", "One user has the role " + name + ": " + joe.name(), () -> remove(boss));
    as(
        boss,
        () -> {
          staff.changes.setRole(joe.name(), "guest");
          return true;
        });
    remove(boss);
    assertThatThrownBy(() -> remove(boss)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> as(boss, () -> staff.hire(name))).isInstanceOf(Invalid.class);

    var system = staff.platform.doors.system("test");
    var events = as(system, () -> staff.platform.database.outbox().due(500));
    for (var fate : RoleFate.values()) {
      assertThat(events)
          .filteredOn(e -> e.payload().contains(name) && e.payload().contains(fate.name()))
          .hasSize(1);
    }
    staff.platform.deliverEverything();
    var query = new AuditQuery(null, null, "role/" + name);
    var told = as(boss, () -> staff.platform.audit.find(query, PageRequest.first(9))).items();
    assertThat(told)
        .extracting(AuditEntry::verb, entry -> entry.detail().text())
        .containsExactlyInAnyOrder(
            tuple("core.role.add", "{\"more\":[\"" + SEE + "\"]}"),
            tuple("core.role.change", "{\"more\":[\"" + CHANGE + "\"]}"),
            tuple("core.role.remove", "{\"fewer\":[\"" + SEE + "\",\"" + CHANGE + "\"]}"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void nobodyDefinesMoreThanHeMay(TestDatabases kind) {
    on(kind);
    var helper =
        Staff.at(as(boss, () -> staff.hire("technician")).user(), SEE, Reach.READ, JpaRoles.WRITE);
    var own = as(helper, () -> staff.roles.add(new NewRole(name, null, List.of(SEE))));
    assertProblem("beyond-your-own", "more than you", () -> change(helper, own, SEE, CHANGE));
    var more = change(boss, own, SEE, CHANGE);
    assertProblem("beyond-your-own", "more than you", () -> change(helper, more, SEE));
    assertProblem("beyond-your-own", "more than you", () -> remove(helper));
    assertProblem(
        "beyond-your-own",
        "more than you",
        () -> as(helper, () -> staff.roles.add(new NewRole("x" + name, null, List.of(CHANGE)))));
    var reader = Staff.at(as(boss, () -> staff.hire("guest")).user(), Reach.READ);
    assertThatThrownBy(() -> remove(reader)).isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> change(reader, more, SEE)).isInstanceOf(Forbidden.class);
    assertThat(as(reader, () -> staff.roles.get(name))).contains(more);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoSeesSomeTenantsReachesNobodyWhoSeesOthers(TestDatabases kind) {
    on(kind);
    var a = staff.platform.tenant("sight-a");
    var b = staff.platform.tenant("sight-b");
    add(Reach.READ, Reach.WRITE);
    var anna = hire(null, List.of(a));
    var seesAll = hire(null, List.of());
    var seesBoth = hire(null, List.of(a, b));
    var like = hire(null, List.of(a));
    var carl = hire(a, List.of());
    for (var caller : List.of(anna, carl)) {
      for (var forbidden :
          List.<Runnable>of(
              () -> staff.changes.setTenants(caller.name(), null, List.of()),
              () -> staff.changes.setTenants(caller.name(), null, List.of(a, b)),
              () -> staff.changes.setTenants(like.name(), b, List.of()),
              () -> staff.changes.setTenants(seesBoth.name(), null, List.of(a)),
              () -> staff.users.create(user(null, List.of())),
              () -> staff.users.invite(user(b, List.of()), HOUR, null),
              () -> staff.passwords.issue(seesAll.name(), HOUR),
              () -> staff.tokens.issue(seesBoth.name(), "x", Set.of(Reach.READ), HOUR),
              () -> staff.factors.reset(seesAll.name()),
              () -> staff.externals().link(seesBoth.name(), "entra", "subject"),
              () -> staff.changes.disable(seesBoth.name()))) {
        assertProblem(
            "beyond-your-own",
            "tenants that you do not see",
            () -> staff.as(Staff.at(caller, Reach.READ, Reach.WRITE), forbidden));
      }
    }
    var self = Staff.at(anna, Reach.READ, Reach.WRITE);
    as(self, () -> staff.tokens.issue(anna.name(), "x", Set.of(), HOUR));
    as(self, () -> staff.users.create(user(a, List.of())));
    as(self, () -> staff.passwords.issue(like.name(), HOUR));
    var all = Staff.at(seesAll, Reach.READ, Reach.WRITE);
    staff.as(all, () -> staff.changes.setTenants(anna.name(), null, List.of()));
    assertThat(staff.users.show(anna.name()).allTenants()).isTrue();
    as(self, () -> staff.passwords.issue(seesBoth.name(), HOUR));
  }

  private User hire(TenantId contactOf, List<TenantId> visible) {
    return as(boss, () -> staff.users.create(user(contactOf, visible))).user();
  }

  private NewUser user(TenantId contactOf, List<TenantId> visible) {
    return new NewUser("u" + Uuid7.next().substring(24), name, contactOf, visible);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatOnlyAdministratorsMayCountsAsAnAdministrators(TestDatabases kind) {
    on(kind);
    var acme = staff.platform.tenant("mighty");
    var role = add(SEE, BACKUP);
    var carl = hire(acme, List.of());
    var joe = hire(null, List.of());
    var asks = staff.credentials(Staff.settings("administrator"));
    assertThat(asks.byOther(joe.id(), "192.0.2.1", false).permissions()).contains(SEE, BACKUP);
    change(boss, role, SEE, KEYS);
    assertProblem("invalid", "customer's contact", () -> hire(acme, List.of()));
    assertProblem(
        "invalid",
        "customer's contact",
        () -> staff.as(boss, () -> staff.changes.setRole(carl.name(), name)));
    assertThat(asks.byOther(joe.id(), "192.0.2.1", false).permissions())
        .containsExactly(Reach.SELF);
    assertThat(
            staff
                .credentials(Staff.settings("technician"))
                .byOther(joe.id(), "192.0.2.1", false)
                .permissions())
        .contains(KEYS);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aPermissionThatWentWithItsPluginSleepsUntilItIsBack(TestDatabases kind) {
    on(kind);
    add(SEE, BACKUP);
    var joe = as(boss, () -> staff.hire(name)).user();
    plugin(false);
    var asleep = as(boss, () -> staff.roles.get(name)).orElseThrow();
    assertThat(asleep.permissions()).containsExactly(SEE);
    assertThat(asleep.dormant()).containsExactly(BACKUP);
    var credentials = staff.otherNode().credentials(Staff.settings(""));
    assertThat(credentials.byId(joe.id()).orElseThrow().permissions()).containsExactly(SEE);
    // it will be able to do that again, so whoever cannot must not hand it out meanwhile
    var helper = Staff.at(joe, SEE, Reach.WRITE, Reach.READ);
    assertProblem("beyond-your-own", "more than you", () -> as(helper, () -> staff.hire(name)));
    var kept = change(boss, asleep, SEE, BACKUP, CHANGE);
    assertThat(kept.dormant()).containsExactly(BACKUP);
    assertThat(matrix(BACKUP).dormant()).isTrue();

    plugin(true);
    assertThat(as(boss, () -> staff.roles.get(name)).orElseThrow().permissions())
        .containsExactly(BACKUP, SEE, CHANGE);
    assertThat(matrix(BACKUP).roles()).contains(name, "operator", "administrator");
  }

  private RolePermission matrix(String permission) {
    return as(boss, () -> staff.roles.matrix()).items().stream()
        .filter(line -> line.permission().equals(permission))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aPluginsRoleOfTheSameNameAddsNothingToIt(TestDatabases kind) {
    on(kind);
    plugin(false);
    as(boss, () -> staff.roles.add(new NewRole("operator", null, List.of(SEE))));
    plugin(true);
    assertThat(staff.rights.permissionsOf("operator")).containsExactly(SEE);
    assertThat(as(boss, () -> staff.roles.get("operator")).orElseThrow().builtIn()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatDoesNotFitIsRefusedByName(TestDatabases kind) {
    on(kind);
    for (var bad : List.of("", "a", "A-Role", "1st", "a b", "a".repeat(31), "x\"y")) {
      assertProblem("invalid", "name", () -> define(bad, List.of(SEE)));
    }
    assertProblem(
        "invalid", "core.nothing.read", () -> define(name, List.of(SEE, "core.nothing.read")));
    assertProblem("invalid", "one that is no id", () -> define(name, List.of("*")));
    assertProblem("invalid", "permissions", () -> define(name, List.of()));
    var many = IntStream.range(0, 501).mapToObj(i -> SEE).toList();
    assertProblem("invalid", "permissions", () -> define(name, many));
    var text = new NewRole(name, "x".repeat(201), List.of(SEE));
    assertProblem("invalid", "description", () -> as(boss, () -> staff.roles.add(text)));
    for (var taken : List.of("administrator", "guest", "technician", "operator")) {
      assertProblem("name-used", taken, () -> define(taken, List.of(SEE)));
    }
    var builtIn = as(boss, () -> staff.roles.get("technician")).orElseThrow();
    assertThat(builtIn.builtIn()).isTrue();
    assertProblem("built-in", "technician", () -> change(boss, builtIn, SEE));
    assertProblem(
        "built-in",
        "administrator",
        () ->
            as(
                boss,
                () -> {
                  staff.roles.remove("administrator");
                  return true;
                }));
    for (int i = 0; i < 100; i++) {
      define("many-" + i, List.of(SEE));
    }
    assertProblem("too-many", "100 roles", () -> define(name, List.of(SEE)));
    var first = as(boss, () -> staff.roles.find(new PageRequest(60, null)));
    var second = as(boss, () -> staff.roles.find(new PageRequest(60, first.next())));
    assertThat(first.items()).hasSize(60);
    assertThat(second.items()).extracting(Role::name).contains("technician");
  }

  private Role define(String role, List<String> permissions) {
    return as(boss, () -> staff.roles.add(new NewRole(role, null, permissions)));
  }
}
