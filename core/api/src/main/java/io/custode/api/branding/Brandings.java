// SPDX-License-Identifier: Apache-2.0
package io.custode.api.branding;

import org.osgi.annotation.versioning.ProviderType;

/** The branding of the bound tenant. */
@ProviderType
public interface Brandings {
  /**
   * @return with the tenant's name and nothing else, if none was set
   */
  Branding get();

  /**
   * @throws io.custode.api.error.Invalid if a field is not as {@link Branding} wants it
   * @throws io.custode.api.error.Conflict if the revision is not the current one
   */
  Branding set(BrandingChange change);
}
