// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import java.util.Map;

/**
 * How somebody looks at the console.
 *
 * @param theme {@code dark} or {@code light}
 * @param language {@code en} or {@code it}
 * @param width of the window in pixels
 */
record Look(String theme, String language, int width) {
  private static final int HEIGHT = 900;

  /** Makes a browser look like that from the next page on. */
  void on(Chromium chromium) {
    chromium.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
    chromium.call(
        "Page.addScriptToEvaluateOnNewDocument",
        Map.of(
            "source",
            """
            localStorage.setItem('custode.theme', '%s');
            localStorage.setItem('custode.language', '%s');
            """
                .formatted(theme, language)));
  }

  @Override
  public String toString() {
    return theme + ", " + language + ", " + width + " px";
  }
}
