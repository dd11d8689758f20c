// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.search;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One kind of thing that can be found by words. Each node keeps an index of its own: it reads
 * everything when it starts and once a day, and one thing again after each event that a trigger
 * names. Called on a thread of the platform, as the platform, bound to a tenant.
 */
@ConsumerType
public interface SearchSource {
  /**
   * @return name of the kind: for a plugin its id, a dot and a noun, {@code ticketing.ticket};
   *     letters, digits, dots and hyphens, 60 at most. The console opens what was found at {@code
   *     /<noun>/<id>} of the plugin, where its page is at {@code /<noun>}
   */
  String kind();

  /**
   * @return the permission without which nothing of this kind is found
   */
  String permission();

  /**
   * @return after which events which thing is read again
   */
  Set<SearchTrigger> triggers();

  /**
   * @param id as it stands in the event
   * @return the thing as it is now, or empty if it is gone
   */
  Optional<SearchItem> find(String id);

  /** Everything of this kind that the bound tenant has, read in pages, not into one list. */
  void forEach(Consumer<SearchItem> each);
}
