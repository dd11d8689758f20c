// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.agent.protocol.Message.ActionRequest;
import io.custode.agent.protocol.Message.ActionResult;
import io.custode.agent.protocol.Message.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

  @TempDir Path directory;

  @Test
  void whatStartedIsFoundAgainWithItsInput() throws IOException {
    new Journal(directory).start(request("a"), NOW);
    var found = new Journal(directory).interrupted();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).request()).isEqualTo(request("a"));
    assertThat(found.get(0).startedAt()).isEqualTo(NOW);
  }

  @Test
  void aResultIsKeptUntilItIsAcknowledged() throws IOException {
    var journal = new Journal(directory);
    journal.start(request("a"), NOW);
    journal.end(request("a"), result("a"));
    var again = new Journal(directory);
    assertThat(again.interrupted()).isEmpty();
    assertThat(again.ended()).containsExactly("a");
    assertThat(again.result("a")).contains(result("a"));
    again.acknowledge("a");
    assertThat(again.ended()).isEmpty();
    assertThat(new Journal(directory).state("a")).contains(JournalEntry.State.ACKNOWLEDGED);
    assertThat(Files.readString(directory.resolve("a"))).doesNotContain("output of a");
  }

  @Test
  void anAcknowledgedActionIsForgottenADayAfterItsTime() throws IOException {
    var journal = new Journal(directory);
    journal.start(request("a"), NOW);
    journal.end(request("a"), result("a"));
    var dayAfter = request("a").expiresAt().plus(Duration.ofDays(1));
    journal.forget(dayAfter.plusSeconds(1));
    assertThat(journal.state("a")).isPresent();
    journal.acknowledge("a");
    journal.forget(dayAfter);
    assertThat(journal.state("a")).isPresent();
    journal.forget(dayAfter.plusSeconds(1));
    assertThat(journal.state("a")).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void tornFilesEndAsUnknown() throws IOException {
    var journal = new Journal(directory);
    journal.start(request("a"), NOW);
    var whole = Files.readString(directory.resolve("a"));
    for (int length = 0; length < whole.length(); length += 7) {
      Files.writeString(directory.resolve("a"), whole.substring(0, length));
      var torn = new Journal(directory);
      assertThat(torn.interrupted()).isEmpty();
      assertThat(torn.result("a")).isPresent();
      assertThat(torn.result("a").orElseThrow().outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(torn.result("a").orElseThrow().reason()).contains("damaged");
    }
  }

  @Test
  void whatACrashLeftHalfWrittenIsNoEntry() throws IOException {
    Files.writeString(directory.resolve("a.part"), "{\"id\":\"a\"");
    assertThat(new Journal(directory).state("a")).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void withoutDiskNothingStartsAndNoResultIsLost() throws IOException {
    var journal = new Journal(directory);
    journal.start(request("a"), NOW);
    Files.delete(directory.resolve("a"));
    Files.delete(directory);
    assertThatThrownBy(() -> journal.start(request("b"), NOW)).isInstanceOf(IOException.class);
    assertThat(journal.state("b")).isEmpty();
    journal.end(request("a"), result("a"));
    assertThat(journal.result("a")).contains(result("a"));
    assertThat(journal.ended()).containsExactly("a");
  }

  private static ActionRequest request(String id) {
    return new ActionRequest(id, "v", "{\"x\":\"input of a\"}", NOW.plusSeconds(60), "lock", 3);
  }

  private static ActionResult result(String id) {
    return new ActionResult(id, Outcome.FAILED, "{\"x\":\"output of a\"}", "why", NOW, NOW);
  }
}
