// SPDX-License-Identifier: Apache-2.0
package io.custode.core.access;

import java.util.Collection;
import java.util.function.UnaryOperator;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What users are called now. Rows keep who did something by his id and ask here when they are
 * shown, so that nothing is left to wipe when he is erased.
 */
@ProviderType
public interface UserNames {
  /**
   * Asks once, for all rows of a page.
   *
   * @param ids of users; what is none's is allowed
   * @return gives the name to an id, and back what is no user's
   */
  UnaryOperator<String> of(Collection<String> ids);
}
