// SPDX-License-Identifier: Apache-2.0
package io.custode.search.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.custode.api.access.Principal;
import io.custode.api.error.Invalid;
import io.custode.api.error.Unavailable;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.api.search.SearchHit;
import io.custode.api.search.SearchQuery;
import io.custode.api.tenant.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From sources and events to what somebody finds. */
class SearchTest {
  private static final IndexKeeper.Pace QUICK =
      new IndexKeeper.Pace(Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofDays(1));

  @TempDir Path directory;
  private final TestTenants tenants = new TestTenants();
  private final TenantId acme = tenants.add("Acme");
  private final TenantId beta = tenants.add("Beta");
  private final Notes notes = new Notes(tenants);
  private IndexKeeper keeper;
  private LuceneSearch search;

  @BeforeEach
  void start() {
    start(QUICK);
  }

  private void start(IndexKeeper.Pace pace) {
    keeper =
        new IndexKeeper(
            directory.resolve("index"),
            new Reading(tenants, tenants, tenants),
            new NoPlugins(),
            tenants,
            pace);
    search = new LuceneSearch(keeper, tenants.access, tenants, tenants);
  }

  @AfterEach
  void stop() throws InterruptedException {
    keeper.stop();
  }

  private List<String> found(Principal who, String text) {
    return tenants.as(
        who,
        "rest",
        () ->
            search.find(SearchQuery.of(text), PageRequest.first()).items().stream()
                .map(SearchHit::title)
                .toList());
  }

  private void awaitFound(String text, String... titles) {
    var technician = tenants.technician("note.read", acme, beta);
    await()
        .atMost(Duration.ofMinutes(1))
        .ignoreException(Unavailable.class)
        .untilAsserted(() -> assertThat(found(technician, text)).containsExactly(titles));
  }

  private void changed(TenantId tenant, String id) {
    keeper.on("NoteWritten", tenant, new Json("{\"note\":\"" + id + "\"}"));
  }

  @Test
  void whatSourcesHaveIsFoundByThoseWhoMayReadIt() {
    notes.write(acme, "1", "alpha of acme");
    notes.write(beta, "1", "alpha of beta");
    keeper.bindSource(notes);
    awaitFound("acme", "alpha of acme");
    assertThat(found(tenants.technician("note.read", beta), "alpha"))
        .containsExactly("alpha of beta");
    assertThat(found(tenants.technician("note.read"), "alpha")).isEmpty();
    assertThat(found(tenants.technician("other.read", acme, beta), "alpha")).isEmpty();
    assertThat(found(tenants.contact("note.read", acme), "alpha")).containsExactly("alpha of acme");
    assertThat(found(tenants.contact("other.read", acme), "alpha")).isEmpty();
    var bound =
        tenants.as(
            tenants.technician("note.read", acme, beta),
            "rest",
            () ->
                tenants.in(beta, () -> search.find(SearchQuery.of("alpha"), PageRequest.first())));
    assertThat(bound.items()).extracting(SearchHit::tenant).containsExactly(beta);
  }

  @Test
  void whatAnEventNamesIsReadAgain() {
    notes.write(acme, "1", "before");
    keeper.bindSource(notes);
    awaitFound("before", "before");
    notes.write(acme, "1", "after");
    changed(acme, "1");
    awaitFound("after", "after");
    awaitFound("before");
    notes.remove(acme, "1");
    changed(acme, "1");
    awaitFound("after");
  }

  @Test
  void whoeverWasErasedIsInNoFileOfTheIndex() throws IOException {
    for (int i = 0; i < 500; i++) {
      notes.write(acme, "n" + i, "somebody " + i);
    }
    notes.write(acme, "1", "Xaverius Unforgettable");
    keeper.bindSource(notes);
    awaitFound("unforgettable", "Xaverius Unforgettable");
    await().until(() -> inFiles("unforgettable"));
    notes.remove(acme, "1");
    changed(acme, "1");
    keeper.on("PersonErased", null, new Json("{}"));
    awaitFound("unforgettable");
    await().until(() -> !inFiles("unforgettable") && !inFiles("Unforgettable"));
    awaitFound("499", "somebody 499");
  }

  private boolean inFiles(String text) throws IOException {
    try (var files = Files.list(directory.resolve("index"))) {
      for (var file : files.toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
    } catch (NoSuchFileException e) {
      // merged away while it was read
      return true;
    }
    return false;
  }

  @Test
  void aSourceThatLeavesIsNotFoundAndWhatItLostMeanwhileIsGoneWhenItReturns() {
    notes.write(acme, "1", "stays");
    notes.write(acme, "2", "goes");
    keeper.bindSource(notes);
    awaitFound("goes", "goes");
    keeper.unbindSource(notes);
    awaitFound("stays");
    notes.remove(acme, "2");
    keeper.bindSource(notes);
    awaitFound("stays", "stays");
    awaitFound("goes");
  }

  @Test
  void whatANodeMissedIsReadWhenItStarts() throws InterruptedException {
    notes.write(acme, "1", "old");
    keeper.bindSource(notes);
    awaitFound("old", "old");
    keeper.stop();
    notes.write(acme, "1", "new");
    start(QUICK);
    keeper.bindSource(notes);
    awaitFound("new", "new");
    awaitFound("old");
  }

  @Test
  void aSourceThatFailsIsReadAgainAndHoldsUpNoOther() {
    notes.write(acme, "1", "late");
    notes.fail(3);
    keeper.bindSource(notes);
    var others = new Notes(tenants, "memo");
    others.write(acme, "1", "other");
    keeper.bindSource(others);
    awaitFound("other", "other");
    awaitFound("late", "late");
  }

  @Test
  void whatChangesWhileItsKindIsReadIsNotOverwritten() throws InterruptedException {
    notes.write(acme, "1", "first");
    notes.write(acme, "2", "second");
    var reached = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    notes.whileReading(
        () -> {
          reached.countDown();
          wait(goOn);
        });
    keeper.bindSource(notes);
    assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
    notes.write(acme, "1", "changed");
    changed(acme, "1");
    awaitFound("changed", "changed");
    goOn.countDown();
    awaitFound("second", "second");
    awaitFound("changed", "changed");
    awaitFound("first");
  }

  private static void wait(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void moreChangesThanFitAreReadAsAWhole() {
    keeper.bindSource(notes);
    for (int i = 0; i < 30_000; i++) {
      notes.write(acme, "n" + i, "many" + i);
      changed(acme, "n" + i);
    }
    awaitFound("many29999", "many29999");
    awaitFound("many0", "many0");
  }

  @Test
  void aDayLaterEverythingIsReadAgain() throws InterruptedException {
    keeper.stop();
    start(new IndexKeeper.Pace(QUICK.look(), QUICK.again(), Duration.ofMillis(50)));
    keeper.bindSource(notes);
    var empty = new AtomicInteger();
    notes.whileReading(empty::incrementAndGet);
    await().until(() -> empty.get() > 1);
    // without an event
    notes.write(acme, "1", "unsaid");
    awaitFound("unsaid", "unsaid");
  }

  @Test
  void anIndexThatCannotBeWrittenIsToldAndOpenedAgain() throws Exception {
    keeper.stop();
    Files.writeString(directory.resolve("file"), "");
    var broken = directory.resolve("file");
    keeper =
        new IndexKeeper(
            broken, new Reading(tenants, tenants, tenants), new NoPlugins(), tenants, QUICK);
    search = new LuceneSearch(keeper, tenants.access, tenants, tenants);
    notes.write(acme, "1", "alpha");
    keeper.bindSource(notes);
    assertThatThrownBy(() -> found(tenants.technician("note.read", acme), "alpha"))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("index");
    assertThat(keeper.check().detail()).contains("cannot be read");
    Files.delete(broken);
    awaitFound("alpha", "alpha");
  }

  @Test
  void pagesFollowOneAnotherUpToTheBest() {
    for (int i = 0; i < 250; i++) {
      notes.write(acme, "n" + i, "page " + i);
    }
    keeper.bindSource(notes);
    awaitFound("249", "page 249");
    var who = tenants.technician("note.read", acme);
    var all = new ArrayList<String>();
    var page =
        tenants.as(who, "rest", () -> search.find(SearchQuery.of("page"), PageRequest.first(30)));
    while (true) {
      page.items().forEach(hit -> all.add(hit.id()));
      var next = page.next();
      if (next == null) {
        break;
      }
      page =
          tenants.as(
              who, "rest", () -> search.find(SearchQuery.of("page"), new PageRequest(30, next)));
    }
    assertThat(all).hasSize(200).doesNotHaveDuplicates();
    assertThatThrownBy(
            () ->
                tenants.as(
                    who,
                    "rest",
                    () -> search.find(SearchQuery.of("page"), new PageRequest(30, "xx"))))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void whatIsNoQueryIsRefused() {
    assertThatThrownBy(() -> SearchQuery.of(" ")).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> SearchQuery.of("x".repeat(201))).isInstanceOf(Invalid.class);
  }
}
