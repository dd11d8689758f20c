// SPDX-License-Identifier: Apache-2.0
package io.custode.testing.fake;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.Events;
import java.util.ArrayList;
import java.util.List;

/** Keeps what was published; no listener hears it. */
public final class FakeEvents implements Events {
  private final List<DomainEvent> published = new ArrayList<>();

  @Override
  public void publish(DomainEvent event) {
    published.add(event);
  }

  /**
   * @return in the order in which it was published
   */
  public List<DomainEvent> published() {
    return List.copyOf(published);
  }
}
