// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.custode.itests.journey.Journey;
import io.custode.itests.journey.ThisHostName;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Sign in, open this machine, watch a metric change. */
@Order(5)
@CustodeTest
@ResourceLock(Journey.NETWORK_CARDS)
class ConsoleIT {
  private static Browser browser;

  @BeforeAll
  static void start() {
    browser = new Browser();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  private static void signIn(Browser.Window window, Custode custode) {
    enter(window, "admin", custode.password());
  }

  private static void enter(Browser.Window window, String name, String password) {
    window.page.navigate("/");
    window.page.getByTestId("user").fill(name);
    window.page.getByTestId("password").fill(password);
    window.page.getByTestId("submit").click();
    assertThat(window.page.getByTestId("count")).isVisible();
  }

  private static List<String> texts(Browser.Window window) {
    return window.page.locator("[data-testid^=tile-]").allTextContents();
  }

  @Test
  void aMetricChangesLiveOnTheAssetsPage(Custode custode) {
    var journey = Journey.of(custode, "Browser");
    try (var agent = journey.enrol("browser");
        var window = browser.open(custode.url(), "en", ColorScheme.DARK, 1440)) {
      var id = journey.asset().path("id").asText();
      signIn(window, custode);
      assertThat(window.faults()).isEmpty();
      window.picture("assets");
      window.page.navigate("/assets/" + id);
      assertThat(window.page.getByTestId("asset-name")).hasText(ThisHostName.get());
      var tile = window.page.getByTestId("tile-cpu");
      assertThat(tile).containsText("%");
      // the uptime of a machine never stands still, its load may
      var before =
          journey.custode().get("/api/v1/assets/" + id + "/metrics").json().path("items").size();
      // a busy machine stays at 100 % of its processors: memory and network move then
      var shown = texts(window);
      journey.script(id, "timeout 25 sh -c 'while :; do :; done' || true");
      await()
          .pollInSameThread()
          .atMost(Duration.ofMinutes(1))
          .until(() -> !texts(window).equals(shown));
      assertThat(
              journey
                  .custode()
                  .get("/api/v1/assets/" + id + "/metrics")
                  .json()
                  .path("items")
                  .size())
          .isGreaterThan(before);
      assertThat(window.faults()).isEmpty();
      window.picture("asset");
      assertThat(window.errors).isEmpty();
      assertThat(agent.process().isAlive()).isTrue();
    }
  }

  @Test
  void aPasskeyIsMadeAndSignsInByItself(Custode custode) {
    var name = "p" + Long.toString(System.nanoTime(), 36);
    var password = "correct horse battery";
    var code = custode.shell("msp:user-invite " + name + " technician --json").json();
    custode
        .anonymous()
        .post(
            "/api/v1/session/password",
            Map.of("user", name, "code", code.path("code").asText(), "password", password));
    try (var window = browser.open(custode.url(), "en", ColorScheme.DARK, 1440)) {
      window.authenticator();
      enter(window, name, password);
      window.page.navigate("/account");
      var form = window.page.getByTestId("passkey-form");
      form.locator("input[name=label]").fill("Phone");
      form.locator("input[name=password]").fill(password);
      form.getByRole(AriaRole.BUTTON).click();
      assertThat(window.page.getByTestId("thing").filter(containing("Phone"))).isVisible();

      leave(window);
      window.page.getByTestId("by-passkey").click();
      assertThat(window.page.getByTestId("count")).isVisible();
      assertThat(window.page.getByTestId("user-menu")).containsText(name);

      leave(window);
      window.page.getByTestId("user").fill(name);
      window.page.getByTestId("password").fill(password);
      window.page.getByTestId("submit").click();
      assertThat(window.page.getByTestId("code")).isVisible();
      window.page.getByTestId("by-passkey").click();
      assertThat(window.page.getByTestId("count")).isVisible();
    }
    custode.shell("msp:user-remove " + name);
  }

  private static void leave(Browser.Window window) {
    window.page.getByTestId("user-menu").click();
    window.page.getByTestId("sign-out").click();
    assertThat(window.page.getByTestId("by-passkey")).isVisible();
  }

  private static Locator.FilterOptions containing(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  @Test
  void bothLanguagesBothThemesAndThePhoneHaveNoFaults(Custode custode) {
    var journey = Journey.of(custode, "Looks");
    try (var agent = journey.enrol("looks")) {
      var id = journey.asset().path("id").asText();
      raise(journey, id);
      var rule = rule(custode);
      for (var language : List.of("en", "it")) {
        try (var window = browser.open(custode.url(), language, ColorScheme.DARK, 1440)) {
          signIn(window, custode);
          for (var theme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            for (int width : new int[] {1440, 390}) {
              window.look(theme, width);
              var name = language + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width;
              looks(window, id, name);
            }
          }
          assertThat(window.errors).as(language).isEmpty();
        }
      }
      assertThat(custode.delete("/api/v1/notice-rules/" + rule).status()).isEqualTo(204);
      assertThat(agent.process().isAlive()).isTrue();
    }
  }

  /** From the jar to the page: hello comes, becomes another version and goes, without a reload. */
  @Test
  @ResourceLock(Journey.PLUGINS)
  void whatAPluginShowsComesUpgradesAndGoesInAnOpenPage(Custode custode) throws Exception {
    var hello = HelloJar.as("0.8.0", "Hello from");
    var next = HelloJar.as("0.9.0", "Good day from");
    custode.sign(next);
    var journey = Journey.of(custode, "Pages");
    try (var agent = journey.enrol("pages");
        var window = browser.open(custode.url(), "en", ColorScheme.DARK, 1440)) {
      signIn(window, custode);
      window.page.evaluate("globalThis.opened = true");
      custode.install(hello);
      var link = window.page.getByRole(AriaRole.LINK, named("Greetings"));
      link.click();
      var page = window.page.getByTestId("hello-page");
      assertThat(page).containsText("Hello from hello 0.8.0!");
      assertThat(page).containsText(Pattern.compile("Machines that you see: [1-9]"));
      assertThat(window.faults()).isEmpty();
      window.picture("plugin-page");
      go(window, "/assets/" + journey.asset().path("id").asText());
      var panel = window.page.getByTestId("hello-panel");
      assertThat(panel).hasText("Hello from " + ThisHostName.get() + "!");
      assertThat(window.faults()).isEmpty();
      window.picture("plugin-panel");

      custode.shell("msp:plugin-install file:" + next).ok();
      assertThat(panel).hasText("Good day from " + ThisHostName.get() + "!");
      custode.uninstall("hello");
      assertThat(panel).hasCount(0);
      assertThat(link).hasCount(0);
      assertThat(window.page.getByTestId("asset-name")).hasText(ThisHostName.get());
      assertThat(window.page.evaluate("globalThis.opened")).isEqualTo(true);
      assertThat(window.errors).isEmpty();
      assertThat(agent.process().isAlive()).isTrue();
    }
  }

  /** By clicks alone: as a file, planned, installed, updated, taken back and taken out. */
  @Test
  @ResourceLock(Journey.PLUGINS)
  void aPluginIsManagedOnThePageForPlugins(Custode custode) throws Exception {
    var first = HelloJar.as("0.6.0", "Hello from");
    var next = HelloJar.as("0.7.0", "Good day from");
    custode.sign(first);
    custode.sign(next);
    try (var window = browser.open(custode.url(), "en", ColorScheme.DARK, 1440)) {
      var page = window.page;
      signIn(window, custode);
      go(window, "/plugins?view=catalog");
      assertThat(page.getByTestId("offer").filter(containing("Hello"))).isVisible();
      page.getByTestId("view-installed").click();

      add(page, first);
      assertThat(page.getByTestId("plan")).hasAttribute("data-verb", "install");
      assertThat(custode.shell("msp:plugin-list --json").json().path("items")).isEmpty();
      agree(page, "hello 0.6.0 works.");
      add(page, next);
      assertThat(page.getByTestId("plan")).hasAttribute("data-verb", "update");
      assertThat(page.getByTestId("plan")).containsText("0.6.0");
      assertThat(window.faults()).isEmpty();
      window.picture("plugin-plan");
      agree(page, "hello 0.7.0 works.");

      var row = page.getByTestId("row").filter(containing("hello"));
      assertThat(row).containsText("0.7.0");
      row.click();
      assertThat(window.faults()).isEmpty();
      window.picture("plugin-sheet");
      page.getByTestId("kept").filter(containing("0.6.0")).getByTestId("go-back").click();
      agree(page, "hello 0.6.0 works.");
      assertThat(row).containsText("0.6.0");
      row.click();
      page.getByTestId("uninstall").click();
      agree(page, "hello was taken out.");
      assertThat(row).hasCount(0);
      assertThat(custode.get("/api/v1/plugins/hello/greetings").status()).isEqualTo(404);
      assertThat(window.errors).isEmpty();
    } finally {
      if (custode.shell("msp:plugin-list").out().contains("hello")) {
        custode.uninstall("hello");
      }
    }
  }

  private static void add(Page page, Path jar) {
    page.getByTestId("plugin-add").click();
    page.getByTestId("plugin-file").setInputFiles(jar);
    page.getByTestId("plugin-add-go").click();
  }

  private static void agree(Page page, String then) {
    page.getByTestId("plan-do").click();
    assertThat(page.getByTestId("plan-done")).containsText(then);
    page.getByTestId("plan-close").click();
    assertThat(page.getByTestId("plan-done")).hasCount(0);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  /** A rule that is off: nobody else's test is told by it. */
  private static String rule(Custode custode) {
    var said = Map.of("name", "Looks of notices", "channel", "console", "target", "-");
    var made = custode.post("/api/v1/notice-rules", said);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    var id = made.json().path("id").asText();
    var off = custode.admin().send("PATCH", "/api/v1/notice-rules/" + id, Map.of("enabled", false));
    assertThat(off.json().path("enabled").asBoolean()).as(off.body()).isFalse();
    var wrong =
        custode.put(
            "/api/v1/notice-templates/core.alert-raised/en",
            Map.of("subject", "{{titel}}", "text", "x"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body()).contains("line 1, column 1");
    return id;
  }

  private static void raise(Journey journey, String asset) {
    var alert =
        Map.of(
            "kind", "core.manual",
            "key", "console",
            "severity", "CRITICAL",
            "title", "Somebody should look at this",
            "asset", asset);
    assertThat(
            journey
                .custode()
                .post("/api/v1/tenants/" + journey.tenant() + "/alerts", alert)
                .status())
        .isEqualTo(200);
  }

  /** As the back button does: each load of the page would open another stream of events. */
  private static void go(Browser.Window window, String path) {
    window.page.evaluate(
        "path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }",
        path);
  }

  private static void looks(Browser.Window window, String id, String name) {
    window.page.navigate("/assets");
    assertThat(window.page.getByTestId("count")).isVisible();
    assertThat(window.faults()).as("assets " + name).isEmpty();
    window.picture("assets-" + name);
    window.page.navigate("/assets/" + id);
    assertThat(window.page.getByTestId("asset-name")).isVisible();
    assertThat(window.page.getByTestId("tile-cpu")).containsText("%");
    assertThat(window.faults()).as("asset " + name).isEmpty();
    window.picture("asset-" + name);
    go(window, "/alerts");
    // others raise alerts beside this test
    var alert =
        window
            .page
            .getByTestId("row")
            .filter(new Locator.FilterOptions().setHasText("Somebody should look at this"))
            .first();
    assertThat(alert).isVisible();
    assertThat(window.faults()).as("alerts " + name).isEmpty();
    window.picture("alerts-" + name);
    alert.click();
    assertThat(window.page.getByTestId("alert-note")).isVisible();
    assertThat(window.faults()).as("alert " + name).isEmpty();
    window.page.keyboard().press("Escape");
    assertThat(window.page.getByTestId("alert-note")).isHidden();
    go(window, "/users");
    assertThat(window.page.getByTestId("user-count")).hasText(Pattern.compile("\\d+"));
    assertThat(window.page.getByTestId("users")).containsText("admin");
    assertThat(window.faults()).as("users " + name).isEmpty();
    window.picture("users-" + name);
    go(window, "/rollouts");
    assertThat(window.page.getByTestId("filter-state")).isVisible();
    assertThat(window.page.getByTestId("rollout-add")).isVisible();
    assertThat(window.faults()).as("rollouts " + name).isEmpty();
    go(window, "/agents?view=all");
    // what it called itself when it enrolled
    assertThat(window.page.getByTestId("agents")).containsText(ThisHostName.get());
    assertThat(window.faults()).as("agents " + name).isEmpty();
    window.picture("agents-" + name);
    window.page.getByTestId("view-tokens").click();
    assertThat(window.page.getByTestId("tokens-tenant")).isVisible();
    assertThat(window.faults()).as("tokens " + name).isEmpty();
    go(window, "/notices");
    assertThat(window.page.getByTestId("rules")).containsText("Looks of notices");
    assertThat(window.faults()).as("notices " + name).isEmpty();
    window.picture("notices-" + name);
    window.page.getByTestId("row").filter(containing("Looks of notices")).click();
    window.page.getByTestId("rule-preview").click();
    assertThat(window.page.getByTestId("example").first()).isVisible();
    assertThat(window.faults()).as("rule " + name).isEmpty();
    window.page.keyboard().press("Escape");
    assertThat(window.page.getByTestId("rule-preview")).isHidden();
    window.page.getByTestId("view-templates").click();
    assertThat(window.page.getByTestId("template").first()).isVisible();
    assertThat(window.faults()).as("words " + name).isEmpty();
    go(window, "/plugins?view=catalog");
    assertThat(window.page.getByTestId("offer").first()).isVisible();
    assertThat(window.faults()).as("catalog " + name).isEmpty();
    window.picture("catalog-" + name);
    go(window, "/account");
    assertThat(window.page.getByTestId("thing").first()).isVisible();
    assertThat(window.faults()).as("account " + name).isEmpty();
    window.picture("account-" + name);
    window.page.keyboard().press("Control+k");
    assertThat(window.page.getByTestId("palette")).isVisible();
    assertThat(window.faults()).as("palette " + name).isEmpty();
    window.page.keyboard().press("Escape");
  }
}
