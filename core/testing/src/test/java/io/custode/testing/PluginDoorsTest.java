// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.testing.PlayedPlatform.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform that lets everybody in, played by a web server: each open door is named. */
class PluginDoorsTest {
  private static final String ROUTES =
      """
      {"paths": {"/plugins/acme/notes": {"post": {"x-permission": "acme.note.write",
        "requestBody": {"content": {"application/json": {"example": {"text": "x"}}}}}}}}
      """;
  private static final String COMMANDS =
      """
      {"items": [{"name": "acme.note-write"}, {"name": "msp.backup"}]}
      """;
  private static final String MADE = "{\"id\": \"1\", \"csrf\": \"2\", \"password\": \"3\"}";

  @TempDir Path home;

  private PlayedPlatform platform;
  private Custode custode;

  @BeforeEach
  void start() throws Exception {
    platform = new PlayedPlatform(home, PluginDoorsTest::letIn);
    custode = platform.custode;
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  private static Answer letIn(String path) {
    return switch (path) {
      case "/api/v1/openapi.json" -> Answer.json(ROUTES);
      case "/api/v1/commands" -> Answer.json(COMMANDS);
      case "/api/v1/permissions" ->
          Answer.json("{\"items\": [{\"permission\": \"core.asset.read\"}]}");
      case "/api/v1/roles", "/api/v1/tenants" -> Answer.created(MADE);
      default -> Answer.json(MADE);
    };
  }

  @Test
  void eachOpenDoorIsNamed() {
    assertThat(PluginDoors.faults(custode, "acme"))
        .containsExactly(
            "POST /api/v1/plugins/acme/notes signed out: 200 instead of 401",
            "POST /api/v1/plugins/acme/notes without the permission: 200 instead of 403",
            "POST /api/v1/plugins/acme/notes with a field that nobody knows: 200 instead of 400",
            "/api/v1/commands/acme.note-write signed out: 200 instead of 401",
            "/api/v1/commands/acme.note-write without the permission: 200 instead of 403",
            "/api/v1/commands/acme.note-write with a field that nobody knows: 200 instead of 400");
  }

  @Test
  void aPluginThatIsNotThereHasNotPassed() {
    assertThatThrownBy(() -> PluginDoors.faults(custode, "nobody"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is it installed");
  }
}
