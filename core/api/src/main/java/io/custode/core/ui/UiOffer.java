// SPDX-License-Identifier: Apache-2.0
package io.custode.core.ui;

import java.util.List;

/**
 * What plugins bring to the console of one person.
 *
 * @param rev made of all plugins' pages, whoever asks: the same on all nodes that run the same, and
 *     another as soon as one of them changes; 0 to 2^48 - 1
 * @param sdk version of {@code @custode/sdk} that the console has
 * @param plugins by id
 */
public record UiOffer(long rev, String sdk, List<UiPlugin> plugins) {
  public UiOffer {
    plugins = List.copyOf(plugins);
  }
}
