// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A page of the console in Chromium, signed in as the administrator. Where there is no Chromium the
 * test is skipped and says so; {@code -Dcustode.it.require=chromium} makes it fail instead.
 */
public final class ConsoleWindow implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int WIDTH = 1440;

  /** All text that is shown, also inside of the elements that plugins bring. */
  private static final String SHOWN =
      """
      (function shown(node) {
        if (node.nodeType === Node.TEXT_NODE) return node.data;
        if (node.nodeName === 'STYLE' || node.nodeName === 'SCRIPT') return '';
        const children = [...(node.shadowRoot ?? node).childNodes];
        const slotted = node.shadowRoot ? [...node.childNodes] : [];
        return [...children, ...slotted].map(shown).join(' ');
      })(document.body ?? document.createTextNode(''))
      """;

  private final Chromium chromium;
  private final List<String> errors = new CopyOnWriteArrayList<>();

  private ConsoleWindow(Chromium chromium) {
    this.chromium = chromium;
  }

  /**
   * Opens a page.
   *
   * @param path {@code /p/<plugin><path>} of a plugin's page
   */
  public static ConsoleWindow open(Custode custode, String path) {
    return open(custode, path, new Look("dark", "en", WIDTH), "");
  }

  /**
   * @param before script that runs before the page's own
   */
  static ConsoleWindow open(Custode custode, String path, Look look, String before) {
    Part.CHROMIUM.require();
    var window = new ConsoleWindow(Chromium.start());
    try {
      window.show(custode, path, look, before);
      return window;
    } catch (RuntimeException | AssertionError e) {
      window.close();
      throw e;
    }
  }

  private void show(Custode custode, String path, Look look, String before) {
    chromium.listen(this::note);
    for (var domain : List.of("Page", "Runtime", "Log", "Network")) {
      chromium.call(domain + ".enable", Map.of());
    }
    var cookie = custode.admin().cookie().split("=", 2);
    chromium.call(
        "Network.setCookie",
        Map.of("name", cookie[0], "value", cookie[1], "url", custode.url(), "secure", true));
    look.on(chromium);
    chromium.call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", before));
    chromium.call("Page.navigate", Map.of("url", custode.url() + path));
  }

  private void note(String event, JsonNode params) {
    switch (event) {
      case "Runtime.exceptionThrown" ->
          errors.add(params.at("/exceptionDetails/exception/description").asText());
      case "Runtime.consoleAPICalled" -> {
        if (params.path("type").asText().equals("error")) {
          errors.add(params.path("args").toString());
        }
      }
      case "Log.entryAdded" -> {
        if (params.at("/entry/level").asText().equals("error")) {
          errors.add(params.at("/entry/text").asText() + " " + params.at("/entry/url").asText());
        }
      }
      default -> {
        // the rest of what a browser tells is of no interest
      }
    }
  }

  /**
   * @return what people read on it now
   */
  public String text() {
    return evaluate(SHOWN).asText().replaceAll("\\s+", " ");
  }

  /**
   * Waits until people can read it there.
   *
   * @throws AssertionError after half a minute
   */
  public void awaitText(String text) {
    var shown = until(this::text, each -> each.contains(text));
    if (!shown.contains(text)) {
      throw new AssertionError(
          "'" + text + "' is not there, but: " + shown + "; errors: " + errors);
    }
  }

  /**
   * Looks again and again, for half a minute at most.
   *
   * @return what was seen last: good, unless patience ended
   */
  static <T> T until(Supplier<T> look, Predicate<T> good) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var seen = look.get();
      if (good.test(seen) || System.nanoTime() > end) {
        return seen;
      }
      try {
        Thread.sleep(PAUSE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while a page was looked at", e);
      }
    }
  }

  /**
   * Runs a script in the page.
   *
   * @return its value
   * @throws AssertionError if it throws
   */
  public JsonNode evaluate(String script) {
    var answer =
        chromium.call("Runtime.evaluate", Map.of("expression", script, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError("The script failed: " + answer.path("exceptionDetails"));
    }
    return answer.at("/result/value");
  }

  /**
   * @return what went wrong in it so far: exceptions, failed requests, what was logged as an error
   */
  public List<String> errors() {
    return List.copyOf(errors);
  }

  /**
   * @return roles of those among the given ones that have no name for who does not see them
   */
  List<String> nameless(Set<String> roles) {
    var found = new ArrayList<String>();
    for (var node : chromium.call("Accessibility.getFullAXTree", Map.of()).path("nodes")) {
      var role = node.at("/role/value").asText();
      boolean isNamed = !node.at("/name/value").asText().isBlank();
      if (!node.path("ignored").asBoolean() && roles.contains(role) && !isNamed) {
        found.add(role);
      }
    }
    return found;
  }

  @Override
  public void close() {
    chromium.close();
  }
}
