// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every place of the console that a plugin furnishes, as a wide window in English and dark
 * and as a phone in Italian and light: whether it is drawn, keeps to the contract of {@code
 * @custode/sdk}, fits, and can be used by who does not see it. A new contribution is looked at by
 * itself. Functions ({@code command}, {@code asset.action}) and {@code portal.page} are not tried:
 * what they do, and for whom, the plugin's own tests know.
 */
public final class PluginPages {
  private static final List<Look> LOOKS =
      List.of(new Look("dark", "en", 1440), new Look("light", "it", 390));

  /** A machine that was made for this said nothing of itself yet: the console asks in vain. */
  private static final String NO_INVENTORY = "/inventory";

  /** Roles of what one presses or fills in: without a name nobody can say what it is. */
  private static final Set<String> CONTROLS =
      Set.of("button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "slider");

  /** Remembers who names elements himself; the console names plugins' from its own files. */
  private static final String WATCH =
      """
      window.namedByPlugin = [];
      const define = customElements.define;
      customElements.define = function (name, ...more) {
        if (new Error().stack.includes('/ui/plugins/')) window.namedByPlugin.push(name);
        return define.call(customElements, name, ...more);
      };
      """;

  /** What became of each contribution of the plugin in the page. */
  private static final String PLACES =
      """
      (() => {
        const found = [];
        const walk = (root) => {
          for (const element of root.querySelectorAll('*')) {
            if (element.localName === 'cu-slot' && element.what?.plugin.id === '%s') {
              const inside = element.shadowRoot ?? element;
              const card = inside.querySelector('[data-testid=slot-failed] .why');
              const drawn = [...inside.children].find((child) => child.localName.includes('-'));
              found.push({
                id: element.what.its.id,
                failed: card ? card.textContent : null,
                drawn: Boolean(drawn),
                wide: Boolean(drawn) && drawn.scrollWidth > element.clientWidth + 1,
              });
            }
            if (element.shadowRoot) walk(element.shadowRoot);
          }
        };
        walk(document);
        return {
          found,
          read: document.readyState === 'complete',
          named: window.namedByPlugin ?? [],
          wide: (document.documentElement?.scrollWidth ?? 0) > innerWidth,
        };
      })()
      """;

  private final Custode custode;
  private final String plugin;
  private final Set<String> faults = new LinkedHashSet<>();

  private PluginPages(Custode custode, String plugin) {
    this.custode = custode;
    this.plugin = plugin;
  }

  /**
   * Looks at them all. Where there is no Chromium the test is skipped, as {@link ConsoleWindow}
   * says.
   *
   * @param plugin id of an installed plugin
   * @return what is wrong with which; empty is good
   * @throws AssertionError if the plugin has no place that could be looked at
   */
  public static List<String> faults(Custode custode, String plugin) {
    return new PluginPages(custode, plugin).looked();
  }

  private List<String> looked() {
    var places = places();
    if (places.isEmpty()) {
      throw new AssertionError(
          plugin + " furnishes no page, panel or tile of the console: is it installed?");
    }
    places.forEach((path, ids) -> LOOKS.forEach(look -> look(path, ids, look)));
    return List.copyOf(faults);
  }

  /** Ids of contributions by the page on which they are. */
  private Map<String, List<String>> places() {
    var places = new LinkedHashMap<String, List<String>>();
    for (var one : custode.get("/api/v1/ui/contributions").json().path("plugins")) {
      if (one.path("id").asText().equals(plugin)) {
        for (var its : one.path("contributes")) {
          var path = path(its);
          if (path != null) {
            places.computeIfAbsent(path, at -> new ArrayList<>()).add(its.path("id").asText());
          }
        }
      }
    }
    return places;
  }

  private @Nullable String path(JsonNode its) {
    return switch (its.path("point").asText()) {
      case "nav.page", "settings.page" -> "/p/" + plugin + its.path("path").asText();
      case "dashboard.tile" -> "/";
      case "tenant.panel" -> "/tenants/" + tenant();
      case "asset.section", "asset.panel" ->
          "/assets/" + asset(its.at("/when/asset.kind/0").asText("SERVER"));
      default -> null;
    };
  }

  private @Nullable String tenant;
  private final Map<String, String> assets = new LinkedHashMap<>();

  private String tenant() {
    if (tenant == null) {
      tenant = made("/api/v1/tenants", Map.of("name", "Pages " + System.nanoTime()));
    }
    return tenant;
  }

  private String asset(String kind) {
    return assets.computeIfAbsent(
        kind,
        of -> made("/api/v1/tenants/" + tenant() + "/assets", Map.of("name", "pages", "kind", of)));
  }

  private String made(String path, Map<String, String> body) {
    var answer = custode.post(path, body);
    if (answer.status() != 201) {
      throw new AssertionError(path + " made nothing: " + answer.status() + " " + answer.body());
    }
    return answer.json().path("id").asText();
  }

  private void look(String path, List<String> ids, Look look) {
    try (var window = ConsoleWindow.open(custode, path, look, WATCH)) {
      var shown = settled(window, ids);
      for (var id : ids) {
        var where = id + " at " + path + " (" + look + ")";
        var slot = slot(shown, id);
        if (slot == null || !slot.path("failed").isNull()) {
          faults.add(where + ": " + (slot == null ? "is not there" : slot.path("failed").asText()));
        } else if (!slot.path("drawn").asBoolean()) {
          faults.add(
              where + ": is not drawn after " + ConsoleWindow.PATIENCE.toSeconds() + " seconds");
        } else if (slot.path("wide").asBoolean()) {
          faults.add(where + ": is wider than its place");
        }
      }
      var where = path + " (" + look + "): ";
      if (shown.path("wide").asBoolean()) {
        faults.add(where + "is wider than the window");
      }
      shown.path("named").forEach(name -> faults.add(where + "defines " + name.asText()));
      window.nameless(CONTROLS).forEach(role -> faults.add(where + "a " + role + " has no name"));
      window.errors().stream()
          .filter(error -> !error.endsWith(NO_INVENTORY))
          .forEach(error -> faults.add(where + error));
    }
  }

  /** As it is when the page is read and each is drawn or has failed, or when patience ends. */
  private JsonNode settled(ConsoleWindow window, List<String> ids) {
    return ConsoleWindow.until(
        () -> window.evaluate(PLACES.formatted(plugin)), shown -> isSettled(shown, ids));
  }

  private static boolean isSettled(JsonNode shown, List<String> ids) {
    return shown.path("read").asBoolean()
        && ids.stream()
            .map(id -> slot(shown, id))
            .allMatch(
                slot ->
                    slot != null
                        && (slot.path("drawn").asBoolean() || !slot.path("failed").isNull()));
  }

  private static @Nullable JsonNode slot(JsonNode shown, String id) {
    for (var slot : shown.path("found")) {
      if (slot.path("id").asText().equals(id)) {
        return slot;
      }
    }
    return null;
  }
}
