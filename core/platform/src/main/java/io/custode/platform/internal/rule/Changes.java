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
 * {"changes":[{"field":"name","from":"a","to":"b"}]}}. Of a person only as {@code PersonalDetail}.
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
    return json(all);
  }

  /**
   * All of them in as few entries as hold them.
   *
   * @param most characters of one; a single change that has more keeps the beginnings of its values
   */
  public List<Json> parts(int most) {
    var parts = new ArrayList<Json>();
    var part = new ArrayList<Change>();
    for (var change : all) {
      part.add(change);
      if (part.size() > 1 && json(part).text().length() > most) {
        part.remove(part.size() - 1);
        parts.add(json(part));
        part.clear();
        part.add(change);
      }
      if (json(part).text().length() > most) {
        part.set(0, new Change(change.field(), begin(change.from()), begin(change.to())));
      }
    }
    if (!part.isEmpty()) {
      parts.add(json(part));
    }
    return parts;
  }

  /** Short enough for two of them in any entry, also where each character is escaped. */
  private static @Nullable String begin(@Nullable String text) {
    if (text == null || text.length() <= 200) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(198)) ? 198 : 199) + "\u2026";
  }

  private static Json json(List<Change> changes) {
    var object = JsonNodeFactory.instance.objectNode();
    var array = object.putArray("changes");
    changes.forEach(
        c -> array.addObject().put("field", c.field()).put("from", c.from()).put("to", c.to()));
    return new Json(object.toString());
  }
}
