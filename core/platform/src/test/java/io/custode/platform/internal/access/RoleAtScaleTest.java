// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.access.UserId;
import io.custode.api.page.PageRequest;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A role with ten thousand members; how long it takes is told, and kept in the benchmarks. */
class RoleAtScaleTest {
  private static final int MEMBERS = 10_000;
  private static final String ROLE = "crowd";

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void tenThousandMembersAreListedFoundAndAsked(TestDatabases kind) {
    var staff = new Staff(new Platform(kind), Catalogues.of("core.asset.read"));
    var ids = hire(staff);
    try {
      var first = timed(kind + " first page of 50", () -> staff.users.find("", page(null)));
      assertThat(first.items()).hasSize(50);
      var found = timed(kind + " find one", () -> staff.users.find("crowd-09998", page(null)));
      assertThat(found.items()).hasSize(1);
      var all = timed(kind + " all pages of 500", () -> all(staff));
      assertThat(all).hasSize(MEMBERS).doesNotHaveDuplicates();
      var roles = timed(kind + " roles with members", staff.users::roles);
      assertThat(roles).anyMatch(r -> r.name().equals(ROLE) && r.members() == MEMBERS);

      var credentials = staff.credentials(Staff.settings(""));
      var last = ids.get(MEMBERS - 1);
      assertThat(credentials.byId(last)).isPresent();
      timed(
          kind + " 10,000 permission checks of members",
          () -> {
            var principal = credentials.byId(last).orElseThrow();
            boolean may = true;
            for (int i = 0; i < MEMBERS; i++) {
              may &= !principal.may("core.asset.read") && credentials.byId(last).isPresent();
            }
            assertThat(may).isTrue();
            return may;
          });
    } finally {
      staff.store.write(
          em ->
              em.createQuery("delete from UserEntity u where u.role = :role")
                  .setParameter("role", ROLE)
                  .executeUpdate());
    }
  }

  private static PageRequest page(String cursor) {
    return new PageRequest(50, cursor);
  }

  private static List<String> all(Staff staff) {
    var names = new ArrayList<String>();
    String cursor = null;
    do {
      var page = staff.users.find("crowd-", new PageRequest(500, cursor));
      page.items().forEach(user -> names.add(user.name()));
      cursor = page.next();
    } while (cursor != null);
    return names;
  }

  private static List<UserId> hire(Staff staff) {
    var ids = new ArrayList<UserId>();
    for (int from = 0; from < MEMBERS; from += 1000) {
      int start = from;
      staff.store.write(
          em -> {
            for (int i = start; i < start + 1000; i++) {
              var like = new NewUser("crowd-%05d".formatted(i), ROLE, null, null);
              var user = new UserEntity(like, "none", Instant.now());
              em.persist(user);
              ids.add(UserId.of(user.id()));
            }
            return true;
          });
    }
    return ids;
  }

  private static <T> T timed(String what, Supplier<T> work) {
    var start = System.nanoTime();
    var result = work.get();
    System.out.println(
        what + ": " + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
    return result;
  }
}
