// SPDX-License-Identifier: Apache-2.0
package io.custode.core.ui;

import java.util.function.Predicate;
import org.osgi.annotation.versioning.ProviderType;

/** What the plugins that run bring to the console. */
@ProviderType
public interface UiContributions {
  /**
   * @param may whether the one who looks holds a permission
   * @return what he may use; what needs a permission that he lacks is not in it
   */
  UiOffer offer(Predicate<String> may);
}
