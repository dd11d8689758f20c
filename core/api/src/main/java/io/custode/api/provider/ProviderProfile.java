// SPDX-License-Identifier: Apache-2.0
package io.custode.api.provider;

import org.osgi.annotation.versioning.ProviderType;

/** What the provider says of itself; the same for all tenants. Not in an open transaction. */
@ProviderType
public interface ProviderProfile {
  /**
   * @return English, UTC and nothing else, if nothing was set
   */
  Provider get();

  /**
   * @throws io.custode.api.error.Invalid if a field is not as {@link Provider} wants it
   * @throws io.custode.api.error.Conflict if the revision is not the current one
   */
  Provider set(ProviderChange change);
}
