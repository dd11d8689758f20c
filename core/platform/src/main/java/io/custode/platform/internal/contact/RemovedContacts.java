// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.contact;

import io.custode.api.access.UserId;
import io.custode.api.contact.ContactChanged;
import io.custode.api.contact.ContactFate;
import io.custode.platform.internal.audit.PersonKeys;
import io.custode.spi.event.EventListener;
import io.custode.spi.event.ListensTo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Nobody can ask for the erasure of a contact who is not there any more: what the audit keeps of
 * him goes when he is removed.
 */
@Component
@ListensTo(ContactChanged.class)
public final class RemovedContacts implements EventListener<ContactChanged> {
  private final PersonKeys keys;

  @Activate
  public RemovedContacts(@Reference PersonKeys keys) {
    this.keys = keys;
  }

  @Override
  public void on(ContactChanged event) {
    if (event.fate() == ContactFate.REMOVED) {
      keys.forgetIfKnown(UserId.of(event.contact().value()));
    }
  }
}
