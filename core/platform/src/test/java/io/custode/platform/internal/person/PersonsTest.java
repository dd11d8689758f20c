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
import io.custode.api.audit.AuditEntry;
import io.custode.api.audit.AuditQuery;
import io.custode.api.audit.PersonalDetail;
import io.custode.api.command.CommandContext;
import io.custode.api.contact.ContactChange;
import io.custode.api.contact.NewContact;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.event.EventId;
import io.custode.api.field.CustomField;
import io.custode.api.field.FieldKind;
import io.custode.api.field.FieldType;
import io.custode.api.field.FieldValue;
import io.custode.api.file.FileId;
import io.custode.api.file.NewFile;
import io.custode.api.json.Json;
import io.custode.api.notice.NewNoticeRule;
import io.custode.api.page.PageRequest;
import io.custode.api.person.PersonErased;
import io.custode.api.person.PersonId;
import io.custode.api.tenant.NewSite;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.access.Catalogues;
import io.custode.platform.internal.access.CurrentUserNames;
import io.custode.platform.internal.access.NamesInRows;
import io.custode.platform.internal.access.NewUser;
import io.custode.platform.internal.access.PeopleStore;
import io.custode.platform.internal.access.Staff;
import io.custode.platform.internal.access.TestDevices;
import io.custode.platform.internal.access.UserRemove;
import io.custode.platform.internal.action.JpaActions;
import io.custode.platform.internal.asset.TestClaims;
import io.custode.platform.internal.audit.AuditVerify;
import io.custode.platform.internal.field.TestFields;
import io.custode.platform.internal.file.ErasedFiles;
import io.custode.platform.internal.file.JpaFiles;
import io.custode.platform.internal.notice.TestRules;
import io.custode.platform.internal.push.Browser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PersonsTest {
  static final String NAME = "ada.neri";

  /** On a database of its own, all of which is looked through. */
  static final class Bench {
    final Platform platform;
    final JpaPersons persons;
    final Staff staff;
    final NamesInRows names;
    final JpaFiles files;
    final People people;
    final TenantId acme;

    Bench(TestDatabases kind) {
      platform = Platform.alone(kind);
      var p = platform;
      staff = new Staff(p, Catalogues.of("core.asset.read"));
      names = new NamesInRows(p.store, p.visibility, p.binder, p.doors);
      people = new People(p.store, p.visibility, p.contacts);
      files = new JpaFiles(p.store, p.binder, p.callers, p.events, p.audit, p.json);
      persons =
          new JpaPersons(
              p.store,
              p.binder,
              p.visibility,
              people,
              new PersonFile(p.store, p.visibility, p.audit, p.json),
              names,
              new Mentions(p.store, p.visibility, p.binder, p.doors),
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
      acts(new Principal(Principal.Kind.TECHNICIAN, id, NAME, null, Set.of("*")));
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

    /** Registers assets, asks for an action, and cancels it. */
    void acts(Principal who) {
      var p = platform;
      p.as(
          who,
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
    }

    FileId file(String about, String name) {
      var content = new ByteArrayInputStream(new byte[] {1});
      return platform.in(
          acme, () -> files.store(new NewFile(name, about, "core.asset.read"), content).id());
    }

    /** Whether the audit's chain does. */
    boolean holds() {
      var verify = new AuditVerify(platform.check);
      return verify
          .execute(new AuditVerify.Input(null), new CommandContext(platform.boss, null, "shell"))
          .intact();
    }

    /** Of all schemas. */
    List<String> tablesWith(String text) throws SQLException {
      return platform.database.tablesWith(text);
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
    var names = new CurrentUserNames(new PeopleStore(p.store, p.visibility));
    assertThat(names.of(List.of(ada.value(), "gateway")).apply(ada.value())).isEqualTo(NAME);
    assertThatThrownBy(() -> p.as(p.boss, () -> bench.persons.erase(ada, "somebody.else")))
        .isInstanceOf(Invalid.class);
    var rules = TestRules.mail(p);
    p.as(
        p.boss,
        () -> {
          bench.staff.mailTo(NAME, "ada@neri.example");
          return rules.create(
              new NewNoticeRule(
                  "Nights", null, null, null, null, "mail", "Ada@Neri.example", null, null, null));
        });
    p.as(p.boss, () -> bench.persons.erase(ada, NAME));
    p.deliverAudit();
    assertThat(bench.tablesWith(NAME)).isEmpty();
    assertThat(bench.tablesWith("ada@neri")).isEmpty();
    assertThat(bench.tablesWith(ada.value())).contains("core.audit_entry", "core.action");
    assertThat(bench.holds()).isTrue();
    assertThat(names.of(List.of(ada.value())).apply(ada.value())).isEqualTo(ada.value());
    assertThatThrownBy(() -> p.as(p.boss, () -> bench.persons.export(ada)))
        .isInstanceOf(NotFound.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoIsOnlyRemovedIsNamedInTheAuditAlone(TestDatabases kind) throws SQLException {
    var bench = new Bench(kind);
    var p = bench.platform;
    p.as(
        p.boss,
        () -> bench.staff.users.create(new NewUser("root.one", "administrator", null, null)));
    bench.ada();
    var remove = new UserRemove(bench.staff.changes, bench.staff.users, bench.names);
    p.as(
        p.boss,
        () ->
            remove.execute(new UserRemove.Input(NAME), new CommandContext(p.boss, null, "shell")));
    p.deliverAudit();
    assertThat(bench.tablesWith(NAME)).as("where it is sealed").isEmpty();
    assertThat(
            p.as(p.boss, () -> p.audit.find(new AuditQuery(null, null, null), PageRequest.first()))
                .items())
        .extracting(AuditEntry::actor)
        .contains(NAME);
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
    var fields = TestFields.of(p);
    p.as(
        p.boss,
        () ->
            fields.define(
                new CustomField(
                    FieldKind.SITE,
                    "keys",
                    "Keys",
                    FieldType.TEXT,
                    false,
                    null,
                    null,
                    null,
                    null)));
    var site = p.in(bench.acme, () -> p.sites.create(new NewSite("Depot"))).id();
    p.in(
        bench.acme,
        () ->
            fields.set(
                FieldKind.SITE, site.value(), List.of(new FieldValue("keys", "Bruno Verdi, PT"))));
    var file = bench.file("asset/" + named.id(), "Handover BRUNO VERDI.pdf");
    bench.file("contact/" + id, "Bruno Verdi.pdf");
    // what changed of him is told while he is there
    p.in(
        bench.acme,
        () ->
            p.contacts.change(
                contact.id(),
                new ContactChange(
                    "Bruno Verdi", "bruno@verdi.example", "+39 06 99", null, contact.revision())));
    var rules = TestRules.mail(p);
    var rule =
        p.as(
            p.boss,
            () ->
                rules.create(
                    new NewNoticeRule(
                        "On call",
                        null,
                        null,
                        null,
                        null,
                        "mail",
                        "Bruno@Verdi.example",
                        null,
                        null,
                        null)));
    p.deliverAudit();
    assertThat(bench.tablesWith("bruno@verdi")).containsExactly("core.contact", "core.notice_rule");
    assertThat(bench.tablesWith("+39 06 77")).as("sealed in the audit").isEmpty();
    var other = Platform.technician("other", "*");
    assertThatThrownBy(() -> p.as(other, () -> bench.persons.erase(id, "Bruno Verdi")))
        .isInstanceOf(NotFound.class);
    var erasure = p.as(p.boss, () -> bench.persons.erase(id, "Bruno Verdi"));
    p.deliverAudit();
    assertThat(erasure.mentions())
        .containsExactlyInAnyOrder(
            "asset/" + named.id(), "site/" + site, "file/" + file, "notice-rule/" + rule.id());
    p.as(
        p.boss,
        () -> {
          var erased = new PersonErased(EventId.next(), id, Instant.now());
          new ErasedFiles(bench.files, p.tenants, p.binder).on(erased);
          return true;
        });
    p.deliverAudit();
    assertThat(p.in(bench.acme, () -> bench.files.about("contact/" + id, PageRequest.first())))
        .satisfies(left -> assertThat(left.items()).isEmpty());
    assertThat(p.as(p.boss, () -> rules.find(PageRequest.first(10))).items())
        .as("somebody has to say who is told instead")
        .singleElement()
        .satisfies(r -> assertThat(r.enabled()).isFalse())
        .satisfies(r -> assertThat(r.target()).isEqualTo("erased person"));
    assertThat(bench.tablesWith("bruno@verdi")).isEmpty();
    assertThat(bench.tablesWith("+39 06")).isEmpty();
    assertThat(bench.tablesWith("bruno verdi"))
        .as("the audit tells what people wrote into the fields of a site")
        .containsExactly("core.asset", "core.audit_entry", "core.custom_value", "core.stored_file");
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
    bench.acts(new Principal(Principal.Kind.TECHNICIAN, root.id(), "root.one", null, Set.of("*")));
    assertThatThrownBy(
            () ->
                p.as(p.boss, () -> bench.persons.erase(PersonId.of(root.id().value()), "root.one")))
        .isInstanceOf(Problem.class);
    assertThat(bench.tablesWith("root.one"))
        .as("whoever stays is named")
        .contains("core.person", "core.action");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void hisExportsGoWithHimAlsoFromANodeThatWasAway(TestDatabases kind, @TempDir Path dir)
      throws IOException {
    var bench = new Bench(kind);
    var p = bench.platform;
    p.as(
        p.boss,
        () -> bench.staff.users.create(new NewUser("root.one", "administrator", null, null)));
    var ada = bench.ada();
    var other =
        p.as(p.boss, () -> bench.staff.users.create(new NewUser("bea", "technician", null, null)));
    var exports = new Exports(dir, bench.people, p.doors);
    var his = p.as(p.boss, () -> bench.persons.export(ada));
    exports.write("his.zip", his);
    exports.write(
        "others.zip",
        p.as(p.boss, () -> bench.persons.export(PersonId.of(other.user().id().value()))));
    exports.write("notes.txt", new byte[] {1});
    assertThatThrownBy(() -> exports.write("his.zip", his))
        .isInstanceOf(FileAlreadyExistsException.class);
    Files.write(dir.resolve(".cut.zip.part"), Arrays.copyOf(his, his.length / 2));
    exports.sweep();
    assertThat(dir.toFile().list()).containsExactlyInAnyOrder("his.zip", "others.zip", "notes.txt");
    p.as(p.boss, () -> bench.persons.erase(ada, NAME));
    exports.sweep();
    assertThatThrownBy(() -> exports.write("late.zip", his)).isInstanceOf(NotFound.class);
    assertThat(dir.toFile().list()).containsExactlyInAnyOrder("others.zip", "notes.txt");
    exports.on(
        new PersonErased(EventId.next(), PersonId.of(other.user().id().value()), Instant.now()));
    assertThat(dir.toFile().list()).containsExactly("notes.txt");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatIsKeptOfAUserIsGivenWithoutAnySecret(TestDatabases kind) throws IOException {
    var bench = new Bench(kind);
    var ada = bench.ada();
    var devices = TestDevices.of(bench.staff);
    var id = UserId.of(ada.value());
    bench.platform.as(
        new Principal(Principal.Kind.TECHNICIAN, id, NAME, null, Set.of("*")),
        () -> devices.add("Phone", new Browser().at("https://push.example.net/send/abc")));
    var files = new HashMap<String, String>();
    var zip = bench.platform.as(bench.platform.boss, () -> bench.persons.export(ada));
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertThat(files)
        .containsOnlyKeys(
            "user.json",
            "sessions.json",
            "tokens.json",
            "passkeys.json",
            "mail-address.json",
            "devices.json",
            "settings.json",
            "ssh-keys.json",
            "providers.json",
            "sees.json",
            "audit.json");
    assertThat(files.get("user.json")).contains(NAME, "technician").doesNotContain("assword");
    assertThat(files.get("audit.json")).contains("core.asset.register", "ada@neri.example");
    assertThat(files.get("devices.json")).contains("Phone").doesNotContain("push.example.net");
    bench.platform.as(bench.platform.boss, () -> bench.persons.erase(ada, NAME));
    assertThat(devices.of(id)).isEmpty();
  }
}
