// SPDX-License-Identifier: Apache-2.0
package io.custode.core.ui;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears that plugins bring other things to the console than before. Must return at once. */
@ConsumerType
@FunctionalInterface
public interface UiListener {
  /**
   * @param rev as in {@link UiOffer#rev()}
   */
  void changed(long rev);
}
