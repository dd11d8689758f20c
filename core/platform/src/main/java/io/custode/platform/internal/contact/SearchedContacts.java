// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.contact;

import io.custode.api.contact.Contact;
import io.custode.api.contact.ContactChanged;
import io.custode.api.contact.ContactId;
import io.custode.api.contact.Contacts;
import io.custode.platform.internal.rule.Pages;
import io.custode.spi.search.SearchItem;
import io.custode.spi.search.SearchSource;
import io.custode.spi.search.SearchTrigger;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Contacts are found by name, address and telephone. */
@Component
public final class SearchedContacts implements SearchSource {
  private final Contacts contacts;

  @Activate
  public SearchedContacts(@Reference Contacts contacts) {
    this.contacts = contacts;
  }

  @Override
  public String kind() {
    return "contact";
  }

  @Override
  public String permission() {
    return "core.contact.read";
  }

  @Override
  public Set<SearchTrigger> triggers() {
    return Set.of(new SearchTrigger(ContactChanged.class, "contact"));
  }

  @Override
  public Optional<SearchItem> find(String id) {
    return contacts.get(ContactId.of(id)).map(SearchedContacts::item);
  }

  @Override
  public void forEach(Consumer<SearchItem> each) {
    Pages.each(page -> contacts.find("", page), contact -> each.accept(item(contact)));
  }

  private static SearchItem item(Contact contact) {
    var phone = contact.phone();
    return new SearchItem(
        contact.id().value(), contact.name(), contact.email(), phone == null ? "" : phone);
  }
}
