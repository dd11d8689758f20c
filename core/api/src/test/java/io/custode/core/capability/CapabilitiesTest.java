// SPDX-License-Identifier: Apache-2.0
package io.custode.core.capability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilitiesTest {
  @Test
  void allowsWhatIsDeclaredAndNothingElse() {
    var declared = Capabilities.of(" secret:acme.key , tenants:all,");

    assertThat(declared.all()).containsExactly("secret:acme.key", "tenants:all");
    assertThat(declared.faults()).isEmpty();
    assertThat(declared.allows("secret", "acme.key")).isTrue();
    assertThat(declared.allows("secret", "acme.key2")).isFalse();
    assertThat(declared.allows("tables", "provider")).isFalse();
  }

  @Test
  void tellsWhatIsNew() {
    var had = Capabilities.of("secret:acme.key, tenants:all");
    var wants = Capabilities.of("tables:provider, tenants:all");

    assertThat(wants.without(had)).containsExactly("tables:provider");
    assertThat(had.without(wants)).containsExactly("secret:acme.key");
  }

  @Test
  void aStarAllowsAllOfItsKind() {
    var some = Capabilities.of("permission:acme.note.read, ui:nav.page");
    var unsaid = Capabilities.of(null);

    assertThat(unsaid.all()).containsExactly("permission:*", "ui:*");
    assertThat(unsaid.allows("ui", "nav.page")).isTrue();
    assertThat(unsaid.allows("verb", "run-script")).isFalse();
    assertThat(some.without(unsaid)).isEmpty();
    assertThat(unsaid.without(some)).containsExactly("permission:*", "ui:*");
    assertThat(Capabilities.of("").all()).isEmpty();
    assertThat(Capabilities.of("verb:*").faults()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "net:out | does not know",
        "tenants | must match all",
        "tenants:some | must match all",
        "secret:core | must match",
        "endpoint:files | must match native",
        "tables: provider | must match provider"
      })
  void refusesWhatNobodyUnderstands(String one, String why) {
    assertThat(Capabilities.of("tenants:all," + one).faults())
        .singleElement()
        .asString()
        .startsWith("Custode-Capabilities has " + one)
        .contains(why);
  }

  @Test
  void endsAtTwoHundred() {
    var many =
        IntStream.rangeClosed(0, 200)
            .mapToObj(i -> "secret:acme." + i)
            .collect(Collectors.joining(","));

    assertThat(Capabilities.of(many).faults()).singleElement().asString().contains("200");
  }
}
