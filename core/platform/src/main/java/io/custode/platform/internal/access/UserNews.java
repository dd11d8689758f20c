// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserChanged;
import io.custode.api.access.UserFate;
import io.custode.api.access.UserId;
import io.custode.api.audit.Audit;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells of a change to a user, in its transaction: event and audit. */
@Component(service = UserNews.class)
public final class UserNews {
  private final Events events;
  private final Audit audit;

  @Activate
  public UserNews(@Reference Events events, @Reference Audit audit) {
    this.events = events;
    this.audit = audit;
  }

  /**
   * @param verb of the audit
   * @param detail ids and words of ours: never anything that needs escaping in JSON
   */
  void tell(UserId user, UserFate fate, String verb, Map<String, String> detail) {
    events.publish(new UserChanged(EventId.next(), Instant.now(), user, fate));
    audit.record(
        verb,
        "user/" + user,
        new Json(
            new TreeMap<>(detail)
                .entrySet().stream()
                    .map(e -> "\"" + e.getKey() + "\":\"" + e.getValue() + "\"")
                    .collect(Collectors.joining(",", "{", "}"))));
  }

  void tell(UserId user, UserFate fate, String verb) {
    tell(user, fate, verb, Map.of());
  }
}
