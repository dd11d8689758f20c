// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts messages that are dropped, and tells of them once a minute for each agent; once in all of
 * what is no agent's fault.
 */
final class Drops {
  private static final Logger LOG = LoggerFactory.getLogger(Drops.class);
  private static final long MINUTE = 60_000_000_000L;
  private static final int REMEMBERED = 1000;

  private final LongAdder total = new LongAdder();
  private final Map<String, Long> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param sender what the topic says; shown only if it could be an id
   * @param why never what the message held
   */
  void drop(String sender, String why) {
    total.increment();
    var agent = sender.matches("[0-9a-f-]{36}") ? sender : "unknown";
    if (first(agent)) {
      LOG.warn(
          "A message of agent {} was dropped: {} ({} in all; told once a minute)",
          agent,
          why,
          total.sum());
    }
  }

  /**
   * @param why that is so for whatever agent
   */
  void drop(String why) {
    total.increment();
    if (first("")) {
      LOG.warn("A message was dropped: {} ({} in all; told once a minute)", why, total.sum());
    }
  }

  long total() {
    return total.sum();
  }

  private synchronized boolean first(String agent) {
    long now = System.nanoTime();
    var last = told.get(agent);
    if (last != null && now - last < MINUTE) {
      return false;
    }
    told.remove(agent);
    told.put(agent, now);
    return true;
  }
}
