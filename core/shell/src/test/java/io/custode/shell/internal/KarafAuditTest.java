// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KarafAuditTest {
  @Test
  void secretsAreMasked() {
    assertThat(KarafAudit.masked("config:property-set password hunter2"))
        .isEqualTo("config:property-set password ***");
    assertThat(KarafAudit.masked("x --api-token=abc --tokenValue 'd' y"))
        .doesNotContain("abc")
        .doesNotContain("'d'")
        .endsWith(" y");
    assertThat(KarafAudit.masked("msp:secret-set core.smtp hunter2 3"))
        .isEqualTo("msp:secret-set core.smtp ***");
  }

  @Test
  void longLinesAreCut() {
    assertThat(KarafAudit.masked("x".repeat(5000))).hasSize(500);
  }
}
