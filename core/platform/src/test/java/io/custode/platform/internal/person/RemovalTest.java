// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.command.CommandContext;
import io.custode.api.error.Unavailable;
import io.custode.persistence.TenantStore;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.access.NamesInRows;
import io.custode.platform.internal.access.NewUser;
import io.custode.platform.internal.access.UserRemove;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Removing a user while other things happen. */
class RemovalTest {
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aRemovalThatIsCutOffOrOvertakenLeavesNoNameBehind(TestDatabases kind) throws SQLException {
    var bench = new PersonsTest.Bench(kind);
    var p = bench.platform;
    p.as(
        p.boss,
        () -> bench.staff.users.create(new NewUser("root.one", "administrator", null, null)));
    var ada = bench.ada();
    assertThatThrownBy(
            () ->
                remove(
                    bench,
                    () -> {
                      throw new Unavailable("The database is away.", Duration.ofSeconds(1));
                    }))
        .isInstanceOf(Unavailable.class);
    assertThat(bench.tablesWith(PersonsTest.NAME))
        .as("it can be asked for again")
        .contains("core.person");
    var once = new AtomicBoolean();
    remove(
        bench,
        () -> {
          if (!once.getAndSet(true)) {
            bench.acts(
                new Principal(
                    Principal.Kind.TECHNICIAN,
                    UserId.of(ada.value()),
                    PersonsTest.NAME,
                    null,
                    Set.of("*")));
          }
        });
    p.deliverAudit();
    assertThat(bench.tablesWith(PersonsTest.NAME)).isEmpty();
  }

  /**
   * @param meanwhile runs each time that the names in all tenants are gone
   */
  private static void remove(PersonsTest.Bench bench, Runnable meanwhile) {
    var p = bench.platform;
    var store =
        new TenantStore() {
          @Override
          public <T> T read(Function<EntityManager, T> work) {
            return p.store.read(work);
          }

          @Override
          public <T> T write(Function<EntityManager, T> work) {
            var result = p.store.write(work);
            if (p.binder.current().isEmpty()) {
              meanwhile.run();
            }
            return result;
          }
        };
    var names = new NamesInRows(store, p.visibility, p.binder, p.doors);
    var remove = new UserRemove(bench.staff.changes, bench.staff.users, names);
    p.as(
        p.boss,
        () ->
            remove.execute(
                new UserRemove.Input(PersonsTest.NAME), new CommandContext(p.boss, null, "shell")));
  }
}
