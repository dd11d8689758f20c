// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.person;

import io.custode.api.contact.Contact;
import io.custode.api.person.PersonId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who a person is.
 *
 * @param name of a user his sign-in name
 * @param contact null for a user
 */
record Found(PersonId id, String name, @Nullable Contact contact) {
  /**
   * @return texts by which he is found in others, lower case
   */
  List<String> marks() {
    var email = contact == null ? null : contact.email();
    return Stream.concat(Stream.of(name), Stream.ofNullable(email))
        .map(text -> text.toLowerCase(Locale.ROOT))
        .toList();
  }
}
