// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.action.NewAction;
import io.custode.api.agent.AgentId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.NewAsset;
import io.custode.api.audit.PersonalDetail;
import io.custode.api.command.CommandContext;
import io.custode.api.contact.NewContact;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.json.Json;
import io.custode.api.person.PersonId;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.access.Catalogues;
import io.custode.platform.internal.access.NewUser;
import io.custode.platform.internal.access.Staff;
import io.custode.platform.internal.action.JpaActions;
import io.custode.platform.internal.asset.TestClaims;
import io.custode.platform.internal.audit.AuditVerify;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PersonsTest {
  private static final String NAME = "ada.neri";

  /** On a database of its own, all of which is looked through. */
  private static final class Bench {
    final Platform platform;
    final JpaPersons persons;
    final Staff staff;
    final TenantId acme;

    Bench(TestDatabases kind) {
      platform = Platform.alone(kind);
      var p = platform;
      staff = new Staff(p, Catalogues.of("core.asset.read"));
      var people = new People(p.store, p.visibility, p.contacts);
      persons =
          new JpaPersons(
              p.store,
              p.binder,
              p.visibility,
              people,
              new PersonFile(p.store, p.visibility, p.audit, p.json),
              new Traces(p.store, p.visibility, p.binder, p.doors),
              staff.changes,
              p.contacts,
              p.personKeys,
              p.events,
              p.audit);
      acme = p.tenant("Acme");
    }

    /** A technician who did things, and was spoken of. */
    PersonId ada() {
      var p = platform;
      var user =
          p.as(p.boss, () -> staff.users.create(new NewUser(NAME, "technician", null, null)));
      var id = user.user().id();
      var ada = new Principal(Principal.Kind.TECHNICIAN, id, NAME, null, Set.of("*"));
      p.as(
          ada,
          () ->
              p.binder.in(
                  acme,
                  () -> {
                    var asset = TestClaims.claim(p, AgentId.next(), "pc-1");
                    p.assets.register(new NewAsset("pc-2", AssetKind.OTHER, null, null));
                    var actions =
                        new JpaActions(p.store, p.binder, p.callers, p.assets, p.events, p.audit);
                    var action =
                        actions.request(NewAction.of(asset, "run-script", new Json("{}"))).id();
                    actions.cancel(action);
                    return asset;
                  }));
      p.as(
          p.boss,
          () -> {
            p.audit.record(
                "core.test.tell",
                "user/" + id,
                Json.EMPTY,
                new PersonalDetail(id, new Json("{\"address\":\"ada@neri.example\"}")));
            return true;
          });
      p.deliverAudit();
      return PersonId.of(id.value());
    }

    /** Every value of every table of the core, lower case, by table. */
    Map<String, String> dump() throws SQLException {
      var tables = new ArrayList<String>();
      var all = new HashMap<String, String>();
      try (var connection = platform.database.owner()) {
        if (platform.database.kind() == TestDatabases.POSTGRESQL) {
          // its row policies hide a tenant's rows from the owner too
          try (var bind =
              connection.prepareStatement(
                  "select set_config('custode.tenant', ?, false),"
                      + " set_config('custode.provider', 'on', false)")) {
            bind.setString(1, acme.value());
            bind.execute();
          }
        }
        try (var found =
            connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
          while (found.next()) {
            if (found.getString("TABLE_SCHEM").equalsIgnoreCase("core")) {
              tables.add(found.getString("TABLE_SCHEM") + "." + found.getString("TABLE_NAME"));
            }
          }
        }
        for (var table : tables) {
          var text = new StringBuilder();
          try (var statement = connection.createStatement();
              var rows = statement.executeQuery("select * from " + table)) {
            while (rows.next()) {
              for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                text.append(rows.getString(i)).append('\n');
              }
            }
          }
          all.put(table.toLowerCase(Locale.ROOT), text.toString().toLowerCase(Locale.ROOT));
        }
      }
      return all;
    }

    /** Whether the audit's chain does. */
    boolean holds() {
      var verify = new AuditVerify(platform.check);
      return verify
          .execute(new AuditVerify.Input(null), new CommandContext(platform.boss, null, "shell"))
          .intact();
    }

    List<String> tablesWith(String text) throws SQLException {
      return dump().entrySet().stream()
          .filter(e -> e.getValue().contains(text))
          .map(Map.Entry::getKey)
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anErasedUserIsNamedNowhereAndTheAuditStillHolds(TestDatabases kind) throws SQLException {
    var bench = new Bench(kind);
    var p = bench.platform;
    // somebody else stays an administrator
    p.as(
        p.boss,
        () -> bench.staff.users.create(new NewUser("root.one", "administrator", null, null)));
    var ada = bench.ada();
    assertThat(bench.tablesWith(NAME)).contains("core.person", "core.action");
    assertThatThrownBy(() -> p.as(p.boss, () -> bench.persons.erase(ada, "somebody.else")))
        .isInstanceOf(Invalid.class);
    p.as(p.boss, () -> bench.persons.erase(ada, NAME));
    p.deliverAudit();
    assertThat(bench.tablesWith(NAME)).isEmpty();
    assertThat(bench.tablesWith("ada@neri")).isEmpty();
    assertThat(bench.tablesWith(ada.value())).contains("core.audit_entry", "core.action");
    assertThat(bench.holds()).isTrue();
    assertThatThrownBy(() -> p.as(p.boss, () -> bench.persons.export(ada)))
        .isInstanceOf(NotFound.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anErasedContactIsNamedNowhereButWherePeopleNamedThingsAfterHim(TestDatabases kind)
      throws SQLException {
    var bench = new Bench(kind);
    var p = bench.platform;
    var contact =
        p.in(
            bench.acme,
            () ->
                p.contacts.create(
                    new NewContact("Bruno Verdi", "bruno@verdi.example", "+39 06 77", null)));
    var id = PersonId.of(contact.id().value());
    var named =
        p.in(
            bench.acme,
            () ->
                p.assets.register(
                    new NewAsset("PC of Bruno Verdi", AssetKind.WORKSTATION, null, null)));
    p.deliverAudit();
    assertThat(bench.tablesWith("bruno@verdi")).containsExactly("core.contact");
    var other = Platform.technician("other", "*");
    assertThatThrownBy(() -> p.as(other, () -> bench.persons.erase(id, "Bruno Verdi")))
        .isInstanceOf(NotFound.class);
    var erasure = p.as(p.boss, () -> bench.persons.erase(id, "Bruno Verdi"));
    p.deliverAudit();
    assertThat(erasure.mentions()).containsExactly("asset/" + named.id());
    assertThat(bench.tablesWith("bruno@verdi")).isEmpty();
    assertThat(bench.tablesWith("+39 06 77")).isEmpty();
    assertThat(bench.tablesWith("bruno verdi")).containsExactly("core.asset");
    assertThat(bench.holds()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoIsTheLastAdministratorIsNotErased(TestDatabases kind) throws SQLException {
    var bench = new Bench(kind);
    var p = bench.platform;
    var root =
        p.as(
                p.boss,
                () ->
                    bench.staff.users.create(new NewUser("root.one", "administrator", null, null)))
            .user();
    assertThatThrownBy(
            () ->
                p.as(p.boss, () -> bench.persons.erase(PersonId.of(root.id().value()), "root.one")))
        .isInstanceOfSatisfying(
            Problem.class, e -> assertThat(e.name()).isEqualTo("last-administrator"));
    assertThat(bench.tablesWith("root.one")).contains("core.person");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatIsKeptOfAUserIsGivenWithoutAnySecret(TestDatabases kind) throws IOException {
    var bench = new Bench(kind);
    var ada = bench.ada();
    var files = new HashMap<String, String>();
    var zip = bench.platform.as(bench.platform.boss, () -> bench.persons.export(ada));
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertThat(files)
        .containsOnlyKeys("user.json", "sessions.json", "tokens.json", "sees.json", "audit.json");
    assertThat(files.get("user.json")).contains(NAME, "technician").doesNotContain("assword");
    assertThat(files.get("audit.json")).contains("core.asset.register", "ada@neri.example");
    assertThat(UserId.of(ada.value()).value()).isEqualTo(ada.value());
  }
}
