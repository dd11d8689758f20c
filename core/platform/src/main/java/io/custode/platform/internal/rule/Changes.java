// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.rule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.custode.api.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of a thing changed, from what to what, as the audit keeps it: {@code
 * {"changes":[{"field":"name","from":"a","to":"b"}]}}. Never a person's name or address.
 */
public final class Changes {
  /** A field with another value. */
  public record Change(String field, @Nullable String from, @Nullable String to) {}

  private final List<Change> all = new ArrayList<>();

  private Changes() {}

  public static Changes none() {
    return new Changes();
  }

  /** Notes it if the values differ. */
  public Changes add(String field, @Nullable Object from, @Nullable Object to) {
    if (!Objects.equals(from, to)) {
      all.add(new Change(field, text(from), text(to)));
    }
    return this;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  public List<Change> list() {
    return List.copyOf(all);
  }

  public Json json() {
    var object = JsonNodeFactory.instance.objectNode();
    var array = object.putArray("changes");
    all.forEach(
        c -> array.addObject().put("field", c.field()).put("from", c.from()).put("to", c.to()));
    return new Json(object.toString());
  }
}
