// SPDX-License-Identifier: Apache-2.0
package io.custode.api.secret;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Secrets of the bound tenant, or of the provider where none is bound. They are encrypted under a
 * key that is not in the database. Calls are transactions of their own, and refused inside another.
 *
 * <p>A plugin has the secrets whose names begin with its id. Others it may read, if the header
 * {@code Custode-Capabilities} of its jar has {@code secret:<name>}. Whatever else it asks for is
 * refused with the problem {@code capability-needed}.
 */
@ProviderType
public interface Secrets {
  /**
   * The value, for the caller to close. Within a tenant that has no such secret it is the
   * provider's.
   *
   * @throws io.custode.api.error.Problem {@code secret-key-lost} if its key is not in the home,
   *     {@code secret-does-not-open} if key or row is not what it was
   */
  Optional<SecretValue> get(SecretName name);

  /**
   * Sets a value, whatever was there before.
   *
   * @param value stays the caller's to close
   * @throws io.custode.api.error.Unavailable if the home's key cannot be read or made
   */
  SecretInfo set(SecretName name, SecretValue value);

  /**
   * @throws io.custode.api.error.NotFound if there is none
   */
  void remove(SecretName name);

  /** By name; of a plugin its own only. */
  Page<SecretInfo> find(PageRequest page);
}
