// SPDX-License-Identifier: Apache-2.0
package io.custode.search.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.search.SearchHit;
import io.custode.api.tenant.TenantId;
import io.custode.spi.search.SearchItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found, and in which order. */
class IndexTest {
  private static final TenantId ACME = TenantId.next();
  private static final TenantId BETA = TenantId.next();

  @TempDir Path directory;
  private Index index;

  @BeforeEach
  void open() throws IOException {
    index = Index.open(directory);
  }

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  private void put(TenantId tenant, String kind, String id, String title, String text)
      throws IOException {
    index.put(new Entry(kind, tenant, id), new SearchItem(id, title, null, text), 1);
    index.show();
  }

  private List<String> found(String text) throws IOException {
    return index.find(text, Set.of("asset", "site"), Set.of(ACME, BETA), 10).stream()
        .map(SearchHit::title)
        .toList();
  }

  @Test
  void wordsAreFoundWithoutCaseAndAccentsByTheirBeginning() throws IOException {
    put(ACME, "asset", "1", "Caffè-PC01.officina.example", "10.20.30.40 00:1a:2b:3c:4d:5e");
    assertThat(found("caffe")).hasSize(1);
    assertThat(found("CAFF officina")).hasSize(1);
    assertThat(found("pc01")).hasSize(1);
    assertThat(found("10.20.30")).hasSize(1);
    assertThat(found("10.20.30.40")).hasSize(1);
    assertThat(found("00:1A:2B")).hasSize(1);
    assertThat(found("caffe milano")).isEmpty();
    assertThat(found("!!! ???")).isEmpty();
    assertThat(found("title:caffe* OR 1=1 \"")).isEmpty();
  }

  @Test
  void twoLettersBeginAWordOfTheTitleOnly() throws IOException {
    put(ACME, "asset", "1", "server", "stands beside the printer, no pc");
    put(ACME, "asset", "2", "printer", "");
    put(ACME, "asset", "3", "pc01", "");
    assertThat(found("pr")).containsExactly("printer");
    assertThat(found("pri")).containsExactlyInAnyOrder("printer", "server");
    assertThat(found("pc")).as("a whole word is found anywhere").hasSize(2);
    assertThat(found("p")).isEmpty();
  }

  @Test
  void aTitleComesBeforeAText() throws IOException {
    put(ACME, "asset", "1", "server", "stands beside the printer");
    put(ACME, "asset", "2", "printer", "");
    put(ACME, "asset", "3", "printers of all", "");
    assertThat(found("printer")).containsExactly("printer", "printers of all", "server");
  }

  @Test
  void onlyAskedKindsAndTenantsAreFound() throws IOException {
    put(ACME, "asset", "1", "alpha", "");
    put(BETA, "asset", "1", "alphabeta", "");
    put(ACME, "site", "1", "alphasite", "");
    put(ACME, "user", "1", "alphauser", "");
    assertThat(found("alpha")).containsExactlyInAnyOrder("alpha", "alphabeta", "alphasite");
    assertThat(index.find("alpha", Set.of("asset"), Set.of(BETA), 10))
        .singleElement()
        .extracting(SearchHit::title)
        .isEqualTo("alphabeta");
    assertThat(index.find("alpha", Set.of(), Set.of(BETA), 10)).isEmpty();
    assertThat(index.find("alpha", Set.of("asset"), Set.of(), 10)).isEmpty();
  }

  @Test
  void whatIsPutAgainIsThereOnceAndWhatIsRemovedNotAtAll() throws IOException {
    put(ACME, "asset", "1", "before", "");
    put(ACME, "asset", "1", "after", "");
    assertThat(found("before")).isEmpty();
    assertThat(found("after")).hasSize(1);
    index.remove(new Entry("asset", ACME, "1"));
    index.show();
    assertThat(found("after")).isEmpty();
    assertThat(index.size()).isZero();
  }

  @Test
  void longTextIsCut() throws IOException {
    put(ACME, "asset", "1", "x".repeat(1_000), "word ".repeat(20_000) + " last");
    assertThat(found("word").get(0)).hasSize(300);
    assertThat(found("last")).isEmpty();
  }

  @Test
  void whatWasKeptIsThereAfterOpeningAgain() throws IOException {
    put(ACME, "asset", "1", "kept", "");
    index.keep();
    index.close();
    index = Index.open(directory);
    assertThat(found("kept")).hasSize(1);
  }

  @Test
  void aSpoiltIndexIsBegunAnew() throws IOException {
    put(ACME, "asset", "1", "spoilt", "");
    index.keep();
    index.close();
    try (var files = Files.list(directory)) {
      for (var file :
          files.filter(f -> f.getFileName().toString().startsWith("segments")).toList()) {
        Files.writeString(file, "no index");
      }
    }
    index = Index.open(directory);
    assertThat(found("spoilt")).isEmpty();
    put(ACME, "asset", "1", "new", "");
    assertThat(found("new")).hasSize(1);
  }
}
