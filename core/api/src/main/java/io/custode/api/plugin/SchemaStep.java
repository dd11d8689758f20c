// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import java.util.List;

/**
 * A change set that an install would run on the plugin's tables.
 *
 * @param id of the change set in its changelog
 * @param changes what it does, for people: {@code createTable greeting}
 * @param rewritesData whether it is labelled {@code rewrites-data} and there is something to
 *     rewrite: what is in the tables is changed or dropped, so an earlier version may not
 *     understand it any more, and no plan takes the plugin back to one
 */
public record SchemaStep(String id, List<String> changes, boolean rewritesData) {
  public SchemaStep {
    changes = List.copyOf(changes);
  }
}
