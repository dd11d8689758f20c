// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tells a restarted agent from two copies of it. Each start of an agent's process has a number of
 * its own. A number that comes back after another one belongs to a process that was alive all the
 * time: so two live with one certificate. The one that came back is told to enrol anew, once in a
 * while, and then no longer counts; so that of all copies one stays.
 */
final class Boots {
  private static final int REMEMBERED = 100;

  private final Set<String> seen = limited();
  private final Set<String> sentAway = limited();
  private String last = "";

  private static Set<String> limited() {
    return Collections.newSetFromMap(
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
          }
        });
  }

  /**
   * @param boot of a hello
   * @return whether it is a copy that has to go
   */
  synchronized boolean copy(String boot) {
    if (sentAway.contains(boot) || (!boot.equals(last) && seen.contains(boot))) {
      sentAway.add(boot);
      return true;
    }
    seen.add(boot);
    last = boot;
    return false;
  }
}
