// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.audit.AuditEntry;
import io.custode.api.audit.AuditQuery;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.api.secret.SecretName;
import io.custode.api.secret.SecretValue;
import io.custode.core.capability.Capabilities;
import io.custode.persistence.testing.TestDatabases;
import io.custode.platform.internal.json.RecordJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose secrets there are, and who may have which. */
class SecretsTest {
  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void eachHasItsOwnAndTheProvidersBehindIt(TestDatabases kind) {
    var node = Node.empty(kind, home);
    var acme = node.platform.tenant("Acme");
    var other = node.platform.tenant("Other");
    node.set("core.smtp", "provider's");
    node.set(acme, "core.smtp", "Acme's \u00e8 \ud83d\udd11");
    node.set(acme, "core.only", "Acme's own");
    assertThat(node.get(acme, "core.smtp")).isEqualTo("Acme's \u00e8 \ud83d\udd11");
    assertThat(node.get(other, "core.smtp")).isEqualTo("provider's");
    assertThat(node.get(other, "core.only")).isEqualTo("none");
    assertThat(node.get("core.only")).isEqualTo("none");
    node.set(acme, "core.smtp", "changed");
    assertThat(node.get(acme, "core.smtp")).isEqualTo("changed");
    var first = node.platform.in(acme, () -> node.secrets.find(new PageRequest(1, null)));
    assertThat(first.items())
        .extracting(info -> info.name() + " " + info.tenant())
        .containsExactly("core.only " + acme);
    assertThat(
            node.platform
                .in(acme, () -> node.secrets.find(new PageRequest(1, first.next())))
                .items())
        .extracting(info -> info.name().value())
        .containsExactly("core.smtp");
    assertThat(node.asBoss(() -> node.secrets.find(PageRequest.first())).items()).hasSize(1);
    node.platform.in(acme, () -> remove(node, "core.smtp"));
    assertThat(node.get(acme, "core.smtp")).isEqualTo("provider's");
    assertThatThrownBy(() -> node.platform.in(acme, () -> remove(node, "core.smtp")))
        .isInstanceOf(NotFound.class);

    node.platform.deliverAudit();
    var query = new AuditQuery(null, null, "secret/core.smtp");
    assertThat(
            node.platform
                .in(acme, () -> node.platform.audit.find(query, PageRequest.first()))
                .items())
        .extracting(AuditEntry::verb)
        .containsExactly("core.secret.remove", "core.secret.set", "core.secret.set");
  }

  private static boolean remove(Node node, String name) {
    node.secrets.remove(SecretName.of(name));
    return true;
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void aPluginHasItsOwnAndWhatItWasGranted(TestDatabases kind) {
    var node = Node.empty(kind, home);
    node.set("core.smtp", "mail");
    node.set("core.other", "no");
    node.set("acme.key", "own");
    node.set("acmepatch.key", "somebody else's");
    var plugin = new GrantedSecrets(node.secrets, "acme", Capabilities.of("secret:core.smtp"));
    assertThat(node.asBoss(() -> Node.text(plugin, "acme.key"))).isEqualTo("own");
    assertThat(node.asBoss(() -> Node.text(plugin, "core.smtp"))).isEqualTo("mail");
    assertThat(node.asBoss(() -> plugin.find(PageRequest.first())).items())
        .extracting(info -> info.name().value())
        .containsExactly("acme.key");
    for (var not : List.of("core.other", "acmepatch.key")) {
      assertNeedsCapability(() -> node.asBoss(() -> Node.text(plugin, not)));
    }
    // reading was granted, nothing else
    try (var value = SecretValue.of(new byte[] {1})) {
      assertNeedsCapability(() -> node.asBoss(() -> plugin.set(SecretName.of("core.smtp"), value)));
    }
    assertNeedsCapability(
        () ->
            node.asBoss(
                () -> {
                  plugin.remove(SecretName.of("core.smtp"));
                  return true;
                }));
    assertThat(node.get("core.smtp")).isEqualTo("mail");
    var neither = new GrantedSecrets(node.secrets, "", Capabilities.of(null));
    assertNeedsCapability(() -> node.asBoss(() -> Node.text(neither, "core.smtp")));
    assertThat(node.asBoss(() -> neither.find(PageRequest.first())).items()).isEmpty();
  }

  private static void assertNeedsCapability(Runnable work) {
    Node.assertRefused("capability-needed", "Custode-Capabilities", work);
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void theLargestIsKeptAndALargerOneRefused(TestDatabases kind) {
    var node = Node.empty(kind, home);
    var largest = "\u00e8".repeat(SecretValue.LONGEST / 2);
    node.set("core.large", largest);
    assertThat(node.get("core.large")).isEqualTo(largest);
    assertThatThrownBy(() -> SecretValue.of((largest + "x").toCharArray()))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> SecretValue.of(new byte[0])).isInstanceOf(Invalid.class);
    for (var bad :
        List.of("", "smtp", "core.", "core.A", "co.x", "core.a%b", "core." + "x".repeat(100))) {
      assertThatThrownBy(() -> SecretName.of(bad)).as(bad).isInstanceOf(Invalid.class);
    }
  }

  @Test
  void aValueIsReadFromJsonAndShownNowhere() {
    var json = new RecordJson();
    var input =
        json.<SecretSet.Input>read(
            new Json("{\"name\":\"core.smtp\",\"value\":\"hunter2\"}"), SecretSet.Input.class);
    assertThat(new String(input.value().chars())).isEqualTo("hunter2");
    assertThat(input.toString() + json.write(input)).contains("***").doesNotContain("hunter2");
    assertThat(json.write(Map.of("value", input.value())).text()).isEqualTo("{\"value\":\"***\"}");
    input.value().close();
    assertThat(input.value().bytes()).containsOnly(0);
    for (var wrong : List.of("7", "null", "\"\"", "{}")) {
      assertThatThrownBy(
              () ->
                  json.read(
                      new Json("{\"name\":\"core.smtp\",\"value\":" + wrong + "}"),
                      SecretSet.Input.class))
          .as(wrong)
          .isInstanceOf(Invalid.class);
    }
    assertThat(new KeyRing.Key("id", new byte[] {7}).toString()).isEqualTo("Key[id]");
  }
}
