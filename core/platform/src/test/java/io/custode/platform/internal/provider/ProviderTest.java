// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.audit.AuditQuery;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.notice.NewNoticeRule;
import io.custode.api.page.PageRequest;
import io.custode.api.provider.Provider;
import io.custode.api.provider.ProviderChange;
import io.custode.api.provider.ProviderChanged;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.Platform;
import io.custode.platform.internal.notice.TestRules;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProviderTest {
  private static final ZoneId ROME = ZoneId.of("Europe/Rome");

  /** The smallest there is: five pixels a side. */
  private static final String LOGO =
      "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO"
          + "9TXL0Y4OHwAAAABJRU5ErkJggg==";

  private Platform p;

  private void on(TestDatabases kind) {
    p = new Platform(kind);
    nothingWasSet();
  }

  /** There is one provider for all tests of a run. */
  @AfterEach
  void nothingWasSet() {
    p.visibility.asProvider(
        () -> p.store.write(em -> em.createQuery("delete from ProviderEntity p").executeUpdate()));
  }

  private Provider set(
      @Nullable String name, @Nullable String accent, @Nullable String language, ZoneId zone) {
    return p.as(
        p.boss,
        () ->
            p.provider.set(
                new ProviderChange(
                    name, accent, LOGO, language, zone, p.provider.get().revision())));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatWasSetIsThereForAllAndCanBeTakenAway(TestDatabases kind) {
    on(kind);
    assertThat(p.provider.get())
        .isEqualTo(new Provider(null, null, null, "en", ZoneId.of("UTC"), 0));

    set(" Rossi IT ", "#FF8800", "it", ROME);

    var seen = p.as(Platform.technician("anna"), p.provider::get);
    assertThat(seen.name()).isEqualTo("Rossi IT");
    assertThat(seen.accent()).isEqualTo("#ff8800");
    assertThat(seen.logo()).isEqualTo(LOGO);
    assertThat(seen.language()).isEqualTo("it");
    assertThat(seen.zone()).isEqualTo(ROME);

    var nothing = new ProviderChange(null, null, null, null, null, seen.revision());
    assertThat(p.as(p.boss, () -> p.provider.set(nothing)))
        .isEqualTo(
            new Provider(null, null, null, "en", ZoneId.of("UTC"), p.provider.get().revision()));
    assertThat(p.provider.get().revision()).isGreaterThan(seen.revision());
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whoReadBeforeAnotherChangedItIsTold(TestDatabases kind) {
    on(kind);
    var first = set("A", null, "en", ROME);
    set("B", null, "en", ROME);
    for (long revision : List.of(0L, first.revision())) {
      var late = new ProviderChange("Late", null, null, null, null, revision);
      assertThatThrownBy(() -> p.as(p.boss, () -> p.provider.set(late)))
          .isInstanceOf(Conflict.class);
    }
    assertThat(p.provider.get().name()).isEqualTo("B");
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void nothingElseIsTaken(TestDatabases kind) {
    on(kind);
    assertThatThrownBy(() -> set("a\u202eb", null, "en", ROME)).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> set("a".repeat(201), null, "en", ROME)).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> set("A", "red", "en", ROME)).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> set("A", null, "fr", ROME)).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> set("A", null, "en", ZoneId.of("+01:00"))).isInstanceOf(Invalid.class);
    var picture = new ProviderChange("A", null, "no picture", null, null, 0);
    assertThatThrownBy(() -> p.as(p.boss, () -> p.provider.set(picture)))
        .isInstanceOf(Invalid.class);
    assertThat(p.provider.get().revision()).isZero();
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aChangeIsToldAndWrittenDownWithoutThePicture(TestDatabases kind) {
    on(kind);
    p.deliverEverything();
    set("Rossi IT", null, "it", ROME);
    var before = p.provider.get();
    set("Rossi IT", null, "it", ROME);
    assertThat(p.provider.get()).isEqualTo(before);
    assertThat(p.database.outbox().due(200))
        .filteredOn(entry -> entry.type().equals(ProviderChanged.class.getName()))
        .hasSize(1);
    p.deliverAudit();
    var query = new AuditQuery(p.boss.id().value(), null, "provider");
    assertThat(p.as(p.boss, () -> p.audit.find(query, PageRequest.first())).items())
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.detail().text())
                    .contains("Rossi IT", "Europe/Rome", "PNG ")
                    .doesNotContain(LOGO));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void rulesThatNameNoLanguageHaveTheProviders(TestDatabases kind) {
    on(kind);
    set("Rossi IT", null, "it", ROME);
    var rule =
        new NewNoticeRule(
            "All", null, null, null, null, "mail", "anna@example.com", null, null, null);
    var made = p.as(p.boss, () -> TestRules.mail(p).create(rule));
    assertThat(made.language()).isEqualTo("it");
    var preview = p.as(p.boss, () -> TestRules.mail(p).preview(rule));
    assertThat(preview)
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.text()).contains("2026-01-31T10:30:00+01:00"));
  }
}
