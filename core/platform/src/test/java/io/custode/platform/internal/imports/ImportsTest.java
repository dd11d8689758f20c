// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetQuery;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.NewAsset;
import io.custode.api.audit.AuditQuery;
import io.custode.api.contact.Contact;
import io.custode.api.error.Conflict;
import io.custode.api.error.Forbidden;
import io.custode.api.error.Invalid;
import io.custode.api.field.CustomField;
import io.custode.api.field.FieldKind;
import io.custode.api.field.FieldType;
import io.custode.api.field.FieldValue;
import io.custode.api.imports.Difference;
import io.custode.api.imports.ImportKind;
import io.custode.api.imports.ImportState;
import io.custode.api.imports.Reject;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.NewSite;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.field.TestFields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImportsTest {
  private static List<Asset> assets(Importing bench, TenantId tenant) {
    return bench
        .platform
        .in(tenant, () -> bench.platform.assets.find(AssetQuery.ANY, PageRequest.first(500)))
        .items();
  }

  private static List<Contact> contacts(Importing bench, TenantId tenant) {
    return bench
        .platform
        .in(tenant, () -> bench.platform.contacts.find("", PageRequest.first()))
        .items();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aTrialSaysWhatWouldBeAndChangesNothing(TestDatabases kind) {
    var bench = new Importing(kind);
    var acme = bench.platform.tenant("Acme");
    var trial =
        bench.check(
            acme,
            ImportKind.ASSETS,
            "key;name;kind;state\n1;pc-1;workstation;active\n2;;server;active\n3;pc-3;fridge;stock\n1;pc-4;server;loan\n");
    assertThat(trial.of().state()).isEqualTo(ImportState.CHECKED);
    assertThat(trial.of().separator()).isEqualTo(";");
    assertThat(trial.of().created()).isEqualTo(1);
    assertThat(trial.of().rejected()).isEqualTo(3);
    assertThat(trial.differences()).containsExactly(new Difference(2, "1", "name", null, "pc-1"));
    assertThat(trial.rejects())
        .extracting(Reject::row, Reject::column)
        .containsExactly(tuple(3L, "name"), tuple(4L, "kind"), tuple(5L, "key"));
    assertThat(trial.rejects().get(1).reason())
        .contains("virtual_machine")
        .doesNotContain("fridge");
    assertThat(assets(bench, acme)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void takenInTwiceItChangesNothingAndALaterFileChangesWhatDiffers(TestDatabases kind) {
    var bench = new Importing(kind);
    var acme = bench.platform.tenant("Acme");
    bench.platform.in(acme, () -> bench.platform.sites.create(new NewSite("Roma")));
    var people =
        "key,name,email,phone,site\n1,Ada Neri,ada@example.org,+39 06 1,Roma\n2,Bo,,,Milano\n";
    var first = bench.done(bench.check(acme, ImportKind.CONTACTS, people));
    assertThat(first.state()).isEqualTo(ImportState.DONE);
    assertThat(first.created()).isEqualTo(1);
    assertThat(first.rejected()).isEqualTo(1);
    var again = bench.done(bench.check(acme, ImportKind.CONTACTS, people));
    assertThat(again.same()).isEqualTo(1);
    var refused =
        bench.platform.in(acme, () -> bench.imports.rejects(again.id(), PageRequest.first(500)));
    assertThat(refused.items())
        .containsExactly(
            new Reject(3, "site", "must be the key or the name of a site of the tenant"));
    assertThat(again.created() + again.changed()).isZero();
    // a column that is not there says nothing; an empty cell empties
    var later = bench.check(acme, ImportKind.CONTACTS, "key,name,phone\n1,Ada Neri Rossi,\n");
    assertThat(later.differences())
        .extracting(Difference::field, Difference::from, Difference::to)
        .containsExactly(
            tuple("name", "Ada Neri", "Ada Neri Rossi"), tuple("phone", "+39 06 1", null));
    assertThat(bench.done(later).changed()).isEqualTo(1);
    var ada = contacts(bench, acme).get(0);
    assertThat(ada.name()).isEqualTo("Ada Neri Rossi");
    assertThat(ada.email()).isEqualTo("ada@example.org");
    assertThat(ada.phone()).isNull();
    assertThat(ada.site()).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void tenantsAndTheirRowsComeInOneFileEach(TestDatabases kind) {
    var bench = new Importing(kind);
    var there = bench.platform.tenant("Beta");
    var beta =
        bench
            .platform
            .as(bench.platform.boss, () -> bench.platform.tenants.get(there))
            .orElseThrow();
    var mark = beta.name().substring("Beta".length());
    var file = "key,name\nA%1$s,Alfa%1$s\nB%1$s,Beta%1$s\n".replace("%1$s", mark);
    var done = bench.done(bench.check(ImportKind.TENANTS, file));
    assertThat(done.created()).isEqualTo(1);
    assertThat(done.same()).isEqualTo(1);
    // by key, by name, and by nothing that he sees
    var sites =
        "key,tenant,name\n1,A%1$s,Roma\n2,beta%1$s,Milano\n3,C%1$s,Bari\n1,beta%1$s,Como\n"
            .replace("%1$s", mark);
    var trial = bench.check(ImportKind.SITES, sites);
    assertThat(trial.rejects())
        .containsExactly(new Reject(4, "tenant", "is no key or name of a tenant you see"));
    assertThat(bench.done(trial).created()).isEqualTo(3);
    assertThat(
            bench.platform.in(there, () -> bench.platform.sites.find(PageRequest.first())).items())
        .extracting(site -> site.name())
        .containsExactly("Como", "Milano");
    assertThat(bench.done(bench.check(ImportKind.TENANTS, file.replace("Alfa", "Gamma"))).changed())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void cutOffBetweenBatchesItGoesOnAndNothingIsThereTwice(TestDatabases kind) {
    var bench = new Importing(kind);
    var acme = bench.platform.tenant("Acme");
    int rows = 2 * Batches.SIZE + 50;
    var file =
        IntStream.range(0, rows)
            .mapToObj(i -> "%04d,pc-%04d,SN-%04d-X\n".formatted(i, i, i))
            .collect(Collectors.joining("", "key,name,serial\n", ""));
    var trial = bench.check(acme, ImportKind.ASSETS, file);
    assertThat(trial.of().created()).isEqualTo(rows);
    bench.platform.as(bench.platform.boss, () -> bench.imports.start(trial.of().id()));
    var batches = new AtomicInteger();
    bench.work(() -> batches.incrementAndGet() == 1);
    assertThat(bench.get(trial).state()).isEqualTo(ImportState.RUNNING);
    assertThat(bench.get(trial).seen()).isEqualTo(Batches.SIZE);
    assertThat(assets(bench, acme)).hasSize(Batches.SIZE);
    bench.work(() -> false);
    assertThat(bench.get(trial).state()).isEqualTo(ImportState.DONE);
    assertThat(bench.get(trial).created()).isEqualTo(rows);
    assertThat(assets(bench, acme)).hasSize(rows);
    // the text is gone with it
    assertThat(
            bench.platform.visibility.<Long>asProvider(
                () ->
                    bench.platform.store.read(
                        em ->
                            em.createQuery(
                                    "select count(b) from ImportBodyEntity b where b.id = :id",
                                    Long.class)
                                .setParameter("id", trial.of().id().value())
                                .getSingleResult())))
        .isZero();
    assertThatThrownBy(() -> bench.done(trial)).isInstanceOf(Conflict.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void anAssetIsKnownByItsSerialNumberAndWhatMayBeOneIsProposed(TestDatabases kind) {
    var bench = new Importing(kind);
    var acme = bench.platform.tenant("Acme");
    var known =
        bench.platform.in(
            acme,
            () ->
                bench.platform.assets.register(
                    new NewAsset("old", AssetKind.SERVER, null, "PF2-ABCD")));
    bench.platform.in(
        acme,
        () -> bench.platform.assets.register(new NewAsset("twin", AssetKind.OTHER, null, null)));
    var trial =
        bench.check(
            acme,
            ImportKind.ASSETS,
            "key,name,serial,state,mac\n1,srv,pf2-abcd,loan,\n2,twin,,,00-1B-21-3C-4D-5E\n");
    assertThat(trial.of().created()).isEqualTo(1);
    assertThat(trial.of().changed()).isEqualTo(1);
    assertThat(trial.of().proposals()).isEqualTo(1);
    assertThat(bench.done(trial).proposals()).isEqualTo(1);
    var now = bench.platform.in(acme, () -> bench.platform.assets.get(known.id())).orElseThrow();
    assertThat(now.name()).isEqualTo("srv");
    assertThat(now.state()).isEqualTo(AssetState.LOAN);
    assertThat(assets(bench, acme)).hasSize(3);
    assertThat(bench.platform.in(acme, () -> bench.proposals.find(PageRequest.first())).items())
        .hasSize(1);
    bench.platform.deliverAudit();
    var told =
        bench.platform.in(
            acme,
            () ->
                bench.platform.audit.find(
                    new AuditQuery(null, "core.asset.change", "asset/" + known.id()),
                    PageRequest.first()));
    assertThat(told.items()).hasSize(1);
    assertThat(told.items().get(0).detail().text())
        .contains("{\"field\":\"name\",\"from\":\"old\",\"to\":\"srv\"}");
  }

  /** On a database of its own: fields are the provider's. */
  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void fieldsOfOnesOwnAreColumnsToo(TestDatabases kind) {
    var bench = new Importing(Platform.alone(kind));
    var p = bench.platform;
    var acme = p.tenant("Acme");
    var fields = TestFields.of(p);
    for (var type : List.of(FieldType.TEXT, FieldType.CHOICE)) {
      var key = type == FieldType.TEXT ? "room" : "level";
      var choices = type == FieldType.CHOICE ? List.of("gold", "silver") : null;
      var field =
          new CustomField(FieldKind.ASSET, key, key, type, false, null, choices, null, null);
      p.as(p.boss, () -> fields.define(field));
    }
    var file =
        "key,name,kind,custom.room,custom.level\n1,pc-1,server,A1,gold\n2,pc-2,server,A2,tin\n";
    var trial = bench.check(acme, ImportKind.ASSETS, file);
    assertThat(trial.rejects())
        .singleElement()
        .satisfies(r -> assertThat(r.column()).isEqualTo("custom.level"));
    var done = bench.done(trial);
    assertThat(done.created()).isEqualTo(1);
    assertThat(done.rejected()).isEqualTo(1);
    var asset =
        p.in(acme, () -> p.assets.find(AssetQuery.ANY, PageRequest.first())).items().get(0).id();
    assertThat(p.in(acme, () -> fields.values(FieldKind.ASSET, asset.value())))
        .containsExactlyInAnyOrder(new FieldValue("room", "A1"), new FieldValue("level", "gold"));

    // the same again is the same; an empty cell says nothing; what differs is shown, then done
    var same = file.lines().limit(2).collect(Collectors.joining("\n")) + "\n";
    assertThat(bench.check(acme, ImportKind.ASSETS, same).of().same()).isEqualTo(1);
    var later = "key,name,kind,custom.room,custom.level\n1,pc-1,server,B2,\n";
    var change = bench.check(acme, ImportKind.ASSETS, later);
    assertThat(change.differences())
        .singleElement()
        .satisfies(d -> assertThat(d.field()).isEqualTo("custom.room"))
        .satisfies(d -> assertThat(d.to()).isEqualTo("B2"));
    bench.done(change);
    assertThat(p.in(acme, () -> fields.values(FieldKind.ASSET, asset.value())))
        .containsExactlyInAnyOrder(new FieldValue("room", "B2"), new FieldValue("level", "gold"));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void nobodyImportsWhatHeMayNotWriteNorSeesAnothersImport(TestDatabases kind) {
    var bench = new Importing(kind);
    var acme = bench.platform.tenant("Acme");
    var other = bench.platform.tenant("Other");
    var file = Importing.file(ImportKind.ASSETS, "key,name\n1,pc-1\n");
    var reader = Platform.technician("reader", "core.asset.read", "core.import.run");
    assertThatThrownBy(() -> bench.platform.as(reader, () -> bench.imports.check(file)))
        .isInstanceOf(Forbidden.class);
    var trial = bench.check(acme, ImportKind.ASSETS, "key,name\n1,pc-1\n");
    assertThat(bench.platform.as(reader, () -> bench.imports.get(trial.of().id()))).isEmpty();
    assertThat(bench.platform.in(other, () -> bench.imports.get(trial.of().id()))).isEmpty();
    assertThat(bench.platform.in(other, () -> bench.imports.find(PageRequest.first())).items())
        .isEmpty();
    assertThat(bench.platform.in(acme, () -> bench.imports.find(PageRequest.first())).items())
        .hasSize(1);
    assertThatThrownBy(() -> bench.check(acme, ImportKind.TENANTS, "key,name\n1,x\n"))
        .isInstanceOf(Invalid.class);
    // who lost his permission in between takes nothing in
    bench.senders.clear();
    assertThat(bench.done(trial).state()).isEqualTo(ImportState.STOPPED);
    assertThat(assets(bench, acme)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatWasTriedAndNeverStartedIsForgottenAfterADay(TestDatabases kind) {
    var bench = new Importing(kind);
    var acme = bench.platform.tenant("Acme");
    var trial = bench.check(acme, ImportKind.CONTACTS, "key,name\n1,Ada\n");
    bench.job.forgetUnused(Instant.now());
    assertThat(bench.get(trial).state()).isEqualTo(ImportState.CHECKED);
    bench.job.forgetUnused(Instant.now().plus(Duration.ofHours(25)));
    assertThat(bench.platform.in(acme, () -> bench.imports.get(trial.of().id()))).isEmpty();
  }
}
