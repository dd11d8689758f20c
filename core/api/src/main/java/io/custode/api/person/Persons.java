// SPDX-License-Identifier: Apache-2.0
package io.custode.api.person;

import org.osgi.annotation.versioning.ProviderType;

/** The rights of a person to what is kept of him (GDPR, articles 15, 17 and 20). */
@ProviderType
public interface Persons {
  /**
   * All that is kept of a user or a contact.
   *
   * @return a ZIP file of JSON documents in UTF-8
   * @throws io.custode.api.error.NotFound if there is neither
   */
  byte[] export(PersonId person);

  /**
   * Erases a user or a contact, for good: name and address occur nowhere afterwards, and the audit
   * still verifies. What was cut off in between is done again by calling it again.
   *
   * @param confirm the name of the person, so that nobody else is erased
   * @throws io.custode.api.error.NotFound if there is neither
   * @throws io.custode.api.error.Invalid if the name is another
   * @throws io.custode.api.error.Conflict {@code last-administrator}, or {@code import-running} if
   *     an import that runs holds his name
   */
  Erasure erase(PersonId person, String confirm);
}
