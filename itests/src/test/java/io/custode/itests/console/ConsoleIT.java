// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import io.custode.itests.journey.Journey;
import io.custode.itests.journey.ThisHostName;
import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
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
  /** The smallest there is: five pixels a side. */
  private static final String LOGO =
      "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO"
          + "9TXL0Y4OHwAAAABJRU5ErkJggg==";

  private static Browser browser;

  private static final Page.GetByRoleOptions LEVEL_1 = new Page.GetByRoleOptions().setLevel(1);

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
    // not to the day, which on a fresh home would lead to the first steps
    window.page.navigate("/assets");
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

  /** A customer's contact comes in by the console's door and lands in his portal. */
  @Test
  void aContactHasThePortalWithHisCustomersNameColourAndMachines(Custode custode) {
    var journey = Journey.of(custode, "Customer");
    var base = "/api/v1/tenants/" + journey.tenant();
    custode.post(base + "/assets", Map.of("name", "front-desk", "kind", "WORKSTATION"));
    // as the guide has it
    custode.shell(
        "msp:branding-set --name 'Customer Group' --accent '#ffee00' --logo '%s' --tenant %s"
            .formatted(LOGO, journey.tenant()));
    var name = "c" + Long.toString(System.nanoTime(), 36) + "@customer.example";
    var password = "correct horse battery";
    var invited = "msp:user-invite " + name + " contact --contact-of " + journey.tenant();
    var code = custode.shell(invited + " --json").json().path("code").asText();
    try (var window = browser.open(custode.url(), "it", ColorScheme.LIGHT, 390)) {
      window.page.navigate("/");
      window.page.getByTestId("turn").click();
      window.page.getByTestId("user").fill(name);
      window.page.getByTestId("once").fill(code);
      window.page.getByTestId("password").fill(password);
      window.page.getByTestId("submit").click();
      assertThat(window.page.getByTestId("portal-home")).hasText("Customer Group");
      assertThat(window.page.getByTestId("brand").locator("img")).isVisible();
      assertThat(window.page).hasURL(Pattern.compile(".*/portal/$"));
      assertThat(window.page.getByTestId("figures")).containsText("1");
      assertThat(window.faults()).isEmpty();
      window.picture("portal");
      window.page.navigate("/portal/machines?text=front");
      assertThat(window.page.getByTestId("row")).containsText("front-desk");
      assertThat(window.errors).isEmpty();
    }
    custode.shell("msp:user-remove " + name);
  }

  @Test
  void bothLanguagesBothThemesAndThePhoneHaveNoFaults(Custode custode) {
    var journey = Journey.of(custode, "Looks");
    try (var agent = journey.enrol("looks")) {
      var id = journey.asset().path("id").asText();
      raise(journey, id);
      var rule = rule(custode);
      // rooms with something in them; it goes without a trace
      custode.shell("msp:demo-add").ok();
      for (var language : List.of("en", "it")) {
        try (var window = browser.open(custode.url(), language, ColorScheme.DARK, 1440)) {
          signIn(window, custode);
          for (var theme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            for (int width : new int[] {1440, 390}) {
              window.look(theme, width);
              var name = language + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width;
              looks(window, id, name);
              // each language, theme and width once: the other looks are browser.test.mjs's
              if (name.equals("en-dark-1440") || name.equals("it-light-390")) {
                rooms(window, journey.tenant(), name);
              }
            }
          }
          assertThat(window.errors).as(language).isEmpty();
        }
      }
      assertThat(custode.delete("/api/v1/notice-rules/" + rule).status()).isEqualTo(204);
      assertThat(custode.get("/api/v1/tenants?limit=500").body()).contains("Demo: ");
      custode.shell("msp:demo-remove").ok();
      assertThat(custode.get("/api/v1/tenants?limit=500").body()).doesNotContain("Demo: ");
      assertThat(agent.process().isAlive()).isTrue();
    }
  }

  @Test
  void aCustomersRoomsShowWhatIsThereAndChangeIt(Custode custode) {
    var tenant = Journey.of(custode, "Rooms").tenant();
    var at = "/tenants/" + tenant;
    try (var window = browser.open(custode.url(), "en", ColorScheme.DARK, 1440)) {
      signIn(window, custode);
      window.page.navigate(at + "?tab=sites");
      window.page.getByTestId("site-name").fill("Milan");
      window.page.getByTestId("site-add").click();
      assertThat(window.page.getByTestId("site-shown")).hasText("Milan");
      assertThat(window.faults()).isEmpty();
      window.page.navigate(at + "?tab=people");
      window.page.getByTestId("contact-add").click();
      window.page.locator("#name").fill("Anna Rossi");
      window.page.locator("#site").selectOption(new SelectOption().setLabel("Milan"));
      window.page.getByTestId("contact-save").click();
      assertThat(window.page.getByTestId("row")).containsText("Anna Rossi");
      window.page.navigate(at + "?tab=agreements");
      window.page.getByTestId("agreement-add").click();
      window.page.locator("#name").fill("Managed");
      window.page.getByTestId("agreement-save").click();
      assertThat(window.page.getByTestId("agreement-state")).hasText("In force");
      window.page.navigate(at);
      assertThat(window.page.getByTestId("tile-agreements")).containsText("Managed");
      assertThat(window.faults()).isEmpty();
      window.picture("tenant");
      assertThat(window.errors).isEmpty();
      var api = "/api/v1" + at;
      var site = custode.get(api + "/sites").json().path("items").path(0).path("id").asText();
      assertThat(custode.get(api + "/contacts").json().path("items").path(0).path("site").asText())
          .isEqualTo(site);
    }
  }

  /** How a person looks at it, and what hello's page is called then. */
  private record Eyes(Browser.Window window, String page, String greeting) {
    Page at() {
      return window.page;
    }

    Locator link() {
      return at().getByRole(AriaRole.LINK, named(page));
    }
  }

  /**
   * From the jar to the page: hello comes, becomes another version and goes in two open windows,
   * one in each language and theme, without a reload.
   */
  @Test
  @ResourceLock(Journey.PLUGINS)
  void whatAPluginShowsComesUpgradesAndGoesInAnOpenPage(Custode custode) throws Exception {
    var hello = HelloJar.as("0.8.0", "Hello from");
    var next = HelloJar.as("0.9.0", "Good day from");
    custode.sign(next);
    var journey = Journey.of(custode, "Pages");
    try (var agent = journey.enrol("pages");
        var english = browser.open(custode.url(), "en", ColorScheme.DARK, 1440);
        var italian = browser.open(custode.url(), "it", ColorScheme.LIGHT, 1440)) {
      var both =
          List.of(
              new Eyes(english, "Greetings", "Hello from"), new Eyes(italian, "Saluti", "Ciao da"));
      for (var eyes : both) {
        signIn(eyes.window(), custode);
        eyes.at().evaluate("globalThis.opened = true");
      }
      custode.install(hello);
      for (var eyes : both) {
        eyes.link().click();
        var page = eyes.at().getByTestId("hello-page");
        assertThat(page).containsText(eyes.greeting() + " hello 0.8.0!");
        assertThat(page).containsText(Pattern.compile(": [1-9]"));
        assertThat(eyes.window().faults()).isEmpty();
        eyes.window().picture("plugin-page-" + eyes.page());
      }
      custode.shell("msp:plugin-install file:" + next).ok();
      assertThat(english.page.getByTestId("hello-page")).containsText("Good day from hello 0.9.0!");
      assertThat(italian.page.getByTestId("hello-page")).containsText("Ciao da hello 0.9.0!");

      var asset = "/assets/" + journey.asset().path("id").asText();
      for (var eyes : both) {
        go(eyes.window(), asset);
        assertThat(eyes.at().getByTestId("hello-panel")).containsText(ThisHostName.get());
        assertThat(eyes.window().faults()).isEmpty();
        eyes.window().picture("plugin-panel-" + eyes.page());
      }
      var panel = english.page.getByTestId("hello-panel");
      assertThat(panel).hasText("Good day from " + ThisHostName.get() + "!");
      custode.shell("msp:plugin-rollback hello").ok();
      assertThat(panel).hasText("Hello from " + ThisHostName.get() + "!");

      italian.page.goBack();
      assertThat(italian.page.getByTestId("hello-page")).containsText("Ciao da hello 0.8.0!");
      custode.uninstall("hello");
      assertThat(panel).hasCount(0);
      assertThat(english.page.getByTestId("asset-name")).hasText(ThisHostName.get());
      assertThat(italian.page.getByTestId("missing")).isVisible();
      for (var eyes : both) {
        assertThat(eyes.link()).hasCount(0);
        assertThat(eyes.at().evaluate("globalThis.opened")).isEqualTo(true);
        assertThat(eyes.window().errors).isEmpty();
      }
      assertThat(agent.process().isAlive()).isTrue();
    }
  }

  /** Their panels are cards that say what is wrong; the page around them works on. */
  @Test
  @ResourceLock(Journey.PLUGINS)
  void pluginsThatThrowHangOrFloodAreContained(Custode custode) throws Exception {
    var journey = Journey.of(custode, "Contained");
    try (var agent = journey.enrol("contained");
        var english = browser.open(custode.url(), "en", ColorScheme.DARK, 1440);
        var italian = browser.open(custode.url(), "it", ColorScheme.LIGHT, 1440)) {
      var asset = "/assets/" + journey.asset().path("id").asText();
      for (var window : List.of(english, italian)) {
        signIn(window, custode);
        go(window, asset);
        assertThat(window.page.getByTestId("tile-cpu")).containsText("%");
      }
      for (var jar : BadPlugins.jars()) {
        custode.install(jar);
      }
      isCard(english, "Draws of acmebad", "cannot draw");
      isCard(english, "Loops of acmebad", "draws itself without end");
      isCard(english, "Never of acmehangs", "did not load within 8 seconds");
      isCard(english, "Never of acmethrows", "cannot load");
      isCard(italian, "Draws di acmebad", "cannot draw");
      isCard(italian, "Loops di acmebad", "");
      isCard(italian, "Never di acmehangs", "8 secondi");
      isCard(italian, "Never di acmethrows", "cannot load");
      for (var window : List.of(english, italian)) {
        assertThat(window.page.getByTestId("slot-failed")).hasCount(4);
        assertThat(window.faults()).isEmpty();
        window.picture("plugin-cards-" + (window == english ? "en" : "it"));
        assertThat(floods(window)).isBetween(1L, 40L);
        go(window, "/alerts");
        assertThat(window.page.getByRole(AriaRole.HEADING).first()).isVisible();
        go(window, asset);
        assertThat(window.page.getByTestId("tile-cpu")).containsText("%");
      }
      for (var id : BadPlugins.IDS) {
        custode.uninstall(id);
      }
      for (var window : List.of(english, italian)) {
        assertThat(window.page.getByTestId("slot-failed")).hasCount(0);
        assertThat(window.page.getByTestId("asset-name")).hasText(ThisHostName.get());
      }
      assertThat(agent.process().isAlive()).isTrue();
    } finally {
      var left = custode.shell("msp:plugin-list").out();
      BadPlugins.IDS.stream().filter(left::contains).forEach(custode::uninstall);
    }
  }

  private static void isCard(Browser.Window window, String title, String why) {
    var panel = window.page.getByTestId("plugin-panel").filter(containing(title));
    assertThat(panel.getByTestId("slot-failed")).containsText(why);
  }

  /** Has a plugin ask the platform 400 times in a row; tells how many came that far. */
  private static long floods(Browser.Window window) {
    var asked = new AtomicLong();
    Consumer<Request> counts =
        request -> {
          if (request.url().endsWith("/assets?limit=1")) {
            asked.incrementAndGet();
          }
        };
    window.page.onRequest(counts);
    window.page.keyboard().press("Control+k");
    window.page.keyboard().type("floods");
    assertThat(window.page.getByTestId("hit").filter(containing("floods"))).isVisible();
    window.page.keyboard().press("Enter");
    assertThat(window.page.getByTestId("toast").first()).isVisible();
    // it asks the platform itself afterwards: what came before has been counted
    window.page.evaluate("() => fetch('/api/v1/session')");
    window.page.offRequest(counts);
    return asked.get();
  }

  /** A view that another browser has too, and a file that no spreadsheet runs. */
  @Test
  void aListIsOrderedFilteredAndSaved(Custode custode) {
    var tenant = Journey.of(custode, "Lists").tenant();
    for (var name : List.of("=cmd()", "list-1", "list-2")) {
      var body = Map.of("name", name, "kind", "PRINTER");
      custode.post("/api/v1/tenants/" + tenant + "/assets", body);
    }
    var conditions =
        "[{\"field\":\"TENANT\",\"operator\":\"IS\",\"value\":\"%s\"}]".formatted(tenant);
    var query = "where=" + URLEncoder.encode(conditions, StandardCharsets.UTF_8);
    try (var one = browser.open(custode.url(), "en", ColorScheme.DARK, 1440);
        var other = browser.open(custode.url(), "it", ColorScheme.LIGHT, 1440)) {
      signIn(one, custode);
      go(one, "/assets?" + query);
      assertThat(one.page.getByTestId("row")).hasCount(3);
      one.page.getByTestId("sort-name").click();
      assertThat(one.page.getByTestId("row").first()).containsText("list-2");
      one.page.getByTestId("views").getByTestId("flyout").click();
      one.page.getByTestId("view-name").fill("Printers of Lists");
      one.page.waitForResponse(
          "**/msp.setting-set", () -> one.page.getByTestId("view-save").click());
      assertThat(one.faults()).isEmpty();
      one.picture("list-views");
      signIn(other, custode);
      go(other, "/assets");
      other.page.getByTestId("views").getByTestId("flyout").click();
      other.page.getByTestId("view").getByText("Printers of Lists").click();
      assertThat(other.page.getByTestId("row")).hasCount(3);
      assertThat(other.page.getByTestId("row").first()).containsText("list-2");
      assertThat(one.errors).isEmpty();
      assertThat(other.errors).isEmpty();
    }
    var file = custode.get("/api/v1/assets/assets.csv?descending=true&" + query);
    assertThat(file.status()).as(file.body()).isEqualTo(200);
    assertThat(file.body().lines().map(line -> line.replaceFirst(",.*", "")))
        .containsExactly("\uFEFFname", "list-2", "list-1", "'=cmd()");
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

  /** The rooms that no other method here looks at. */
  private static void rooms(Browser.Window window, String tenant, String name) {
    for (var room :
        List.of(
            "/overview",
            "/actions",
            "/tenants",
            "/tenants/" + tenant,
            "/policies",
            "/imports",
            "/audit",
            "/calendars",
            "/settings",
            "/welcome",
            "/api-docs",
            "/ui/kit")) {
      go(window, room);
      assertThat(window.page.getByRole(AriaRole.HEADING, LEVEL_1).first()).isVisible();
      assertThat(window.page.locator("main [aria-busy=true]")).hasCount(0);
      assertThat(window.faults()).as(room + " " + name).isEmpty();
      window.picture(
          room.substring(1).replace("/" + tenant, "-one").replace('/', '-') + "-" + name);
    }
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
