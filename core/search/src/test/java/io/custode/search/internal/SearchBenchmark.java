// SPDX-License-Identifier: Apache-2.0
package io.custode.search.internal;

import static org.awaitility.Awaitility.await;

import io.custode.api.access.Principal;
import io.custode.api.page.PageRequest;
import io.custode.api.search.SearchQuery;
import io.custode.api.tenant.TenantId;
import io.custode.spi.search.SearchItem;
import io.custode.spi.search.SearchSource;
import io.custode.spi.search.SearchTrigger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Search over a million things of 500 tenants, from their sources to the hits of somebody who sees
 * so many tenants and may read so many kinds: {@code -Dtest=SearchBenchmark}.
 */
class SearchBenchmark {
  private static final int THINGS = 1_000_000;
  private static final int TENANTS = 500;
  private static final int KINDS = 5;
  private static final int QUERIES = 300;
  private static final String[] SYLLABLES =
      "ba ce di fo gu la me ni po ru sa te vi zo mar ton ser ver pc lap top".split(" ");
  private static final IndexKeeper.Pace PACE =
      new IndexKeeper.Pace(Duration.ofMillis(250), Duration.ofSeconds(30), Duration.ofDays(1));

  private final Random random = new Random(7);
  private final TestTenants tenants = new TestTenants();
  private LuceneSearch search;

  /** So many things of each tenant. */
  private final class Many implements SearchSource {
    private final int number;

    Many(int number) {
      this.number = number;
    }

    @Override
    public String kind() {
      return "kind" + number;
    }

    @Override
    public String permission() {
      return kind() + ".read";
    }

    @Override
    public Set<SearchTrigger> triggers() {
      return Set.of();
    }

    @Override
    public Optional<SearchItem> find(String id) {
      return Optional.empty();
    }

    @Override
    public void forEach(Consumer<SearchItem> each) {
      for (int i = 0; i < THINGS / TENANTS / KINDS; i++) {
        int once = random.nextInt(THINGS);
        var text = words(25) + " 10." + i % 250 + ".7.9";
        each.accept(new SearchItem("id" + i, words(3) + " " + once, words(4), text));
      }
    }
  }

  @Test
  void aMillionThings(@TempDir Path directory) throws InterruptedException {
    var all = Stream.generate(() -> tenants.add("Tenant")).limit(TENANTS).toArray(TenantId[]::new);
    long start = System.nanoTime();
    var keeper =
        new IndexKeeper(
            directory.resolve("index"),
            new Reading(tenants, tenants, tenants),
            new NoPlugins(),
            tenants,
            PACE);
    for (int i = 0; i < KINDS; i++) {
      keeper.bindSource(new Many(i));
    }
    await()
        .atMost(Duration.ofMinutes(10))
        .until(() -> keeper.check().detail().startsWith(THINGS + " "));
    System.out.printf(
        "%d things read in %d s%n", THINGS, (System.nanoTime() - start) / 1_000_000_000);
    search = new LuceneSearch(keeper, tenants.access, tenants, tenants);
    var boss = tenants.technician("*", all);
    measure("one word", boss, () -> words(1));
    measure("two words", boss, () -> words(2));
    measure("two letters", boss, () -> words(1).substring(0, 2));
    measure("three letters", boss, () -> words(1).substring(0, 3));
    measure("address", boss, () -> "10." + random.nextInt(250));
    measure("a name that is there once", boss, () -> "" + random.nextInt(THINGS));
    measure("two words, one tenant", tenants.technician("*", all[7]), () -> words(2));
    var half = Arrays.copyOf(all, TENANTS / 2);
    measure(
        "two letters, 250 tenants, one kind of five",
        tenants.technician("kind1.read", half),
        () -> words(1).substring(0, 2));
    measure(
        "two words, 250 tenants, one kind of five",
        tenants.technician("kind1.read", half),
        () -> words(2));
    measure("two words, no permission", tenants.technician("other.read", all), () -> words(2));
    keeper.stop();
  }

  private interface Text {
    String next();
  }

  private void measure(String what, Principal who, Text text) {
    var micros = new long[QUERIES];
    int hits = 0;
    for (int i = -QUERIES / 3; i < QUERIES; i++) {
      var asked = SearchQuery.of(text.next());
      long start = System.nanoTime();
      hits += tenants.as(who, "rest", () -> search.find(asked, PageRequest.first()).items().size());
      if (i >= 0) {
        micros[i] = (System.nanoTime() - start) / 1_000;
      }
    }
    Arrays.sort(micros);
    System.out.printf(
        "%s: p50 %.1f ms, p99 %.1f ms, worst %.1f ms, %d hits%n",
        what,
        micros[QUERIES / 2] / 1e3,
        micros[QUERIES * 99 / 100] / 1e3,
        micros[QUERIES - 1] / 1e3,
        hits);
  }

  private String words(int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      var word = new StringBuilder();
      for (int s = 0; s < 3; s++) {
        word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
      }
      words.add(word.toString());
    }
    return String.join(" ", words);
  }
}
