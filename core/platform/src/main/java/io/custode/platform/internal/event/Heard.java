// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.event;

import io.custode.persistence.core.Outbox;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it travels.
 *
 * @param type class name of its record
 * @param tenant that it is of, or null
 * @param payload JSON
 * @param at when it was published
 */
record Heard(String id, String type, @Nullable String tenant, String payload, Instant at) {
  static Heard of(Outbox.Entry entry) {
    return new Heard(entry.id(), entry.type(), entry.tenant(), entry.payload(), entry.at());
  }

  String simpleName() {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  @Override
  public String toString() {
    return simpleName() + " " + id;
  }
}
