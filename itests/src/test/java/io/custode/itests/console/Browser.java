// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import io.custode.testing.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Debian's Chromium; its driver unpacks 200 MB per start, so there is one for all tests of a class.
 */
final class Browser implements AutoCloseable {
  /** Of actions and of assertions alike: a metric comes every ten seconds. */
  private static final double TIMEOUT_MILLIS = 30_000;

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  Browser() {
    Part.requires("chromium");
    setDefaultAssertionTimeout(TIMEOUT_MILLIS);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Objects.requireNonNull(Part.CHROMIUM.program()))
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            // the platform under test has an authority of its own; a context that
                            // overlooks it asks each time anew, and gives up when much is loaded
                            // at once (ERR_TOO_MANY_RETRIES)
                            "--ignore-certificate-errors",
                            "--disable-background-networking",
                            "--disable-component-update")));
  }

  /** A person's window: its console errors are collected. */
  Window open(String url, String language, ColorScheme theme, int width) {
    var context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(url)
                // a browser runs no worker from behind a certificate that it was told to overlook
                .setServiceWorkers(ServiceWorkerPolicy.BLOCK)
                .setLocale(language)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(theme)
                .setViewportSize(width, height(width)));
    return new Window(context, url);
  }

  private static int height(int width) {
    return width < 800 ? 844 : 900;
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }

  /** One window. */
  static final class Window implements AutoCloseable {
    private final BrowserContext context;
    final Page page;
    final List<String> errors = new ArrayList<>();

    private Window(BrowserContext context, String url) {
      this.context = context;
      this.page = context.newPage();
      page.setDefaultTimeout(TIMEOUT_MILLIS);
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              // of what did not load the text says only that
              errors.add(message.text() + " at " + message.location());
            }
          });
      page.onPageError(errors::add);
      page.onRequest(
          request -> {
            if (!request.url().startsWith(url) && !request.url().matches("(data|blob):.*")) {
              errors.add("The console asks elsewhere: " + request.url());
            }
          });
    }

    /** Another theme and size, as on the next device. */
    void look(ColorScheme theme, int width) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
      page.setViewportSize(width, height(width));
    }

    /** A device that makes passkeys and says that it has verified its user. */
    void authenticator() {
      var options = new JsonObject();
      options.addProperty("protocol", "ctap2");
      options.addProperty("transport", "internal");
      for (var yes :
          List.of(
              "hasResidentKey",
              "hasUserVerification",
              "isUserVerified",
              "automaticPresenceSimulation")) {
        options.addProperty(yes, true);
      }
      var all = new JsonObject();
      all.add("options", options);
      var session = context.newCDPSession(page);
      session.send("WebAuthn.enable");
      session.send("WebAuthn.addVirtualAuthenticator", all);
    }

    /** What axe finds, and whether the page is wider than the screen. */
    List<String> faults() {
      var faults = new ArrayList<String>();
      new AxeBuilder(page)
          .analyze()
          .getViolations()
          .forEach(v -> faults.add(v.getId() + " " + v.getNodes().get(0).getHtml()));
      if (Boolean.TRUE.equals(page.evaluate("document.documentElement.scrollWidth > innerWidth"))) {
        faults.add("wider than the screen");
      }
      return faults;
    }

    void picture(String name) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target/pictures", name + ".png")));
    }

    @Override
    public void close() {
      context.close();
    }
  }
}
