// SPDX-License-Identifier: Apache-2.0
package io.custode.search.internal;

import io.custode.api.tenant.TenantId;
import io.custode.spi.search.SearchItem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Search over a million things of 500 tenants: {@code -Dtest=SearchBenchmark}. */
class SearchBenchmark {
  private static final int THINGS = 1_000_000;
  private static final int TENANTS = 500;
  private static final int QUERIES = 300;
  private static final String[] SYLLABLES =
      "ba ce di fo gu la me ni po ru sa te vi zo mar ton ser ver pc lap top".split(" ");

  private final Random random = new Random(7);

  @Test
  void aMillionThings(@TempDir Path directory) throws IOException {
    var tenants = Stream.generate(TenantId::next).limit(TENANTS).toList();
    try (var index = Index.open(directory)) {
      long start = System.nanoTime();
      for (int i = 0; i < THINGS; i++) {
        var item =
            new SearchItem(
                "id" + i, words(3) + " " + i, words(4), words(25) + " 10." + i % 250 + ".7.9");
        index.put(new Entry("kind" + i % 5, tenants.get(i % TENANTS), "id" + i), item, i);
      }
      index.show();
      index.keep();
      System.out.printf(
          "%d things read in %d s%n", THINGS, (System.nanoTime() - start) / 1_000_000_000);
      var all = Set.of("kind0", "kind1", "kind2", "kind3", "kind4");
      measure(index, "one word", all, tenants, () -> words(1));
      measure(index, "two words", all, tenants, () -> words(2));
      measure(index, "two letters", all, tenants, () -> words(1).substring(0, 2));
      measure(index, "address", all, tenants, () -> "10." + random.nextInt(250));
      measure(index, "a name that is there once", all, tenants, () -> "" + random.nextInt(THINGS));
      measure(index, "two words, one tenant", all, tenants.subList(7, 8), () -> words(2));
      measure(
          index,
          "two words, 250 tenants, one kind",
          Set.of("kind1"),
          tenants.subList(0, 250),
          () -> words(2));
    }
  }

  private interface Text {
    String next();
  }

  private static void measure(
      Index index, String what, Set<String> kinds, List<TenantId> tenants, Text text)
      throws IOException {
    var micros = new long[QUERIES];
    int hits = 0;
    for (int i = -QUERIES / 3; i < QUERIES; i++) {
      var asked = text.next();
      long start = System.nanoTime();
      hits += index.find(asked, kinds, tenants, 51).size();
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
    var words = new ArrayList<String>();
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
