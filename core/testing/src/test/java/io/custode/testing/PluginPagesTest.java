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

/** A console that is played by a web server, with slots as the real one has them. */
class PluginPagesTest {
  private static final String CONTRIBUTIONS =
      """
      {"plugins": [
        {"id": "good", "contributes": [
          {"point": "nav.page", "id": "notes", "path": "/notes"},
          {"point": "command", "id": "greet"},
          {"point": "asset.panel", "id": "panel", "when": {"asset.kind": ["PRINTER"]}}]},
        {"id": "bad", "contributes": [
          {"point": "nav.page", "id": "broken", "path": "/broken"},
          {"point": "settings.page", "id": "wide", "path": "/wide"},
          {"point": "nav.page", "id": "away", "path": "/away"}]},
        {"id": "verbs", "contributes": [{"point": "command", "id": "greet"}]}]}
      """;

  /** What the console makes of a contribution: %s plugin, id, and what is in its place. */
  private static final String SLOT =
      """
      <!doctype html><title>x</title><div id="root"></div><script>
      const slot = document.createElement('cu-slot');
      slot.style.display = 'block';
      slot.what = { plugin: { id: '%s' }, its: { id: '%s' } };
      slot.attachShadow({ mode: 'open' }).innerHTML = `%s`;
      document.getElementById('root').attachShadow({ mode: 'open' }).append(slot);
      </script>
      """;

  private static final String GOOD = "<acme-notes>Notes<button>Write</button></acme-notes>";
  private static final String CARD =
      "<div data-testid=slot-failed><p class=why>no such export</p></div>";
  private static final String WIDE =
      "<acme-wide style=display:block><p style=width:900px>x</p><button></button></acme-wide>";
  private static final String NAMES =
      "<script src=/ui/plugins/bad/1/index.js></script><script>console.error('oh no')</script>";

  @TempDir Path home;

  private PlayedPlatform platform;

  @BeforeEach
  void start() throws Exception {
    platform = new PlayedPlatform(home, PluginPagesTest::answer);
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  private static Answer answer(String path) {
    return switch (path) {
      case "/api/v1/ui/contributions" -> Answer.json(CONTRIBUTIONS);
      case "/api/v1/tenants", "/api/v1/tenants/7/assets" -> Answer.created("{\"id\": \"7\"}");
      case "/p/good/notes" -> Answer.page(SLOT.formatted("good", "notes", GOOD));
      case "/assets/7" -> Answer.page(SLOT.formatted("good", "panel", GOOD));
      case "/p/bad/broken" -> Answer.page(SLOT.formatted("bad", "broken", CARD));
      case "/p/bad/wide" -> Answer.page(SLOT.formatted("bad", "wide", WIDE) + NAMES);
      case "/ui/plugins/bad/1/index.js" ->
          new Answer(
              200,
              "text/javascript",
              "customElements.define('bad-own', class extends HTMLElement {});");
      case "/favicon.ico" -> new Answer(200, "image/x-icon", "x");
      default -> Answer.json("{\"id\": \"7\", \"csrf\": \"2\", \"password\": \"3\"}");
    };
  }

  @Test
  void aPluginWhosePlacesAreAsTheyShouldBeHasNoFaults() {
    assertThat(PluginPages.faults(platform.custode, "good")).isEmpty();
  }

  @Test
  void eachFaultIsNamedWithItsPlaceAndHowOneLooked() {
    var faults = PluginPages.faults(platform.custode, "bad");
    assertThat(faults)
        .contains(
            "broken at /p/bad/broken (dark, en, 1440 px): no such export",
            "broken at /p/bad/broken (light, it, 390 px): no such export",
            "wide at /p/bad/wide (light, it, 390 px): is wider than its place",
            "/p/bad/wide (light, it, 390 px): is wider than the window",
            "/p/bad/wide (dark, en, 1440 px): defines bad-own",
            "/p/bad/wide (dark, en, 1440 px): a button has no name",
            "away at /p/bad/away (dark, en, 1440 px): is not there");
    assertThat(faults).anyMatch(fault -> fault.contains("oh no"));
    assertThat(faults)
        .doesNotContain(
            "wide at /p/bad/wide (dark, en, 1440 px): is wider than its place",
            "/p/bad/wide (dark, en, 1440 px): is wider than the window");
  }

  @Test
  void aPluginThatFurnishesNothingHasNotPassed() {
    assertThatThrownBy(() -> PluginPages.faults(platform.custode, "verbs"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is it installed");
  }
}
