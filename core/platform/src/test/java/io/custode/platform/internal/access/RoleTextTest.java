// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoleTextTest {
  @Test
  void theAuditNamesEveryPermissionHoweverLong() {
    var ids =
        IntStream.range(100, 160).mapToObj(i -> "plugin." + "long".repeat(20) + "." + i).toList();
    var details = RoleText.details(Set.copyOf(ids), Set.of());
    assertThat(details).hasSizeGreaterThan(1).allMatch(d -> d.text().length() <= 3000);
    assertThat(details.toString()).contains(ids);
  }
}
