// SPDX-License-Identifier: Apache-2.0
package io.custode.core.call;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What plugins take of this node, and what they may. */
@ProviderType
public interface PluginBudgets {
  /**
   * @return by plugin; nothing of one of which nothing was asked here since the node started
   */
  List<PluginUse> list();
}
