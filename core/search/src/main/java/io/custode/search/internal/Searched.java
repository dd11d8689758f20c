// SPDX-License-Identifier: Apache-2.0
package io.custode.search.internal;

import io.custode.core.call.PluginCalls;
import io.custode.spi.search.SearchSource;
import io.custode.spi.search.SearchTrigger;
import java.time.Duration;
import java.util.Set;

/**
 * A source, and what it says of itself, asked once: each event and each search needs it.
 *
 * @param one asked for one thing
 * @param whole asked for all that a tenant has, and given the time for it
 */
record Searched(
    SearchSource one,
    SearchSource whole,
    String kind,
    String permission,
    Set<SearchTrigger> triggers) {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  static Searched of(PluginCalls calls, SearchSource source) {
    var one = calls.guarded(SearchSource.class, source);
    var whole = calls.guarded(SearchSource.class, source, LONGEST);
    return new Searched(one, whole, one.kind(), one.permission(), one.triggers());
  }
}
