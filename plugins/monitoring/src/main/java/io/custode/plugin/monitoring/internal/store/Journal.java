// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.List;

/**
 * The log of one store: each open store has its own, and no two have the same. What a method has
 * done when it returns is durable; one that throws may have done it or not, never half of a commit.
 */
public interface Journal {
  /** A commit. */
  record Commit(long number, byte[] log) {}

  /**
   * @return one that no other journal has, ever
   */
  String id();

  /**
   * @param number one more than that of the commit before
   */
  void append(long number, byte[] log);

  /**
   * @return the number of the oldest commit that is there; {@code Long.MAX_VALUE} if none is
   */
  long first();

  /**
   * @return the first commits behind one, oldest first, at most some; empty if there are no more
   */
  List<Commit> commits(long after, int most);

  /** Drops a commit and all before it, the oldest first. */
  void drop(long last);

  /**
   * @return the journals of other stores: some are open, on other nodes; some were
   */
  List<? extends Journal> others();
}
