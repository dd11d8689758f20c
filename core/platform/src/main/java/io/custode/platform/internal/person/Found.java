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
 * @param mail where he is written to; null: nowhere that is known
 * @param contact null for a user
 */
record Found(PersonId id, String name, @Nullable String mail, @Nullable Contact contact) {
  /**
   * @return texts by which he is found in others, lower case
   */
  List<String> marks() {
    return Stream.concat(Stream.of(name), Stream.ofNullable(mail))
        .map(text -> text.toLowerCase(Locale.ROOT))
        .toList();
  }
}
