// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.Invalid.Violation;
import io.custode.api.json.Json;
import io.custode.api.policy.PolicyChange;
import io.custode.api.policy.PolicyTarget;
import io.custode.api.tenant.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A change of what is set for a target, checked against its type and what stands above. */
final class PolicyEdit {
  private static final int MOST_TEXT = 64 * 1024;

  private PolicyEdit() {}

  /**
   * @param layers all that is said for the target and above it, as it was
   * @return what is to be stored
   */
  static Stored checked(
      KnownType type,
      @Nullable TenantId owner,
      PolicyTarget target,
      PolicyChange change,
      List<Layer> layers) {
    var stored = stored(change);
    refuseUnfit(type, stored);
    var above = new ArrayList<>(layers);
    // its own is the last, if it has one
    above.removeIf(l -> l.target().equals(target) && Objects.equals(l.tenant(), owner));
    refuseLocked(type, stored, above);
    above.add(new Layer(target, owner, null, stored));
    try {
      type.check(new Inheritance(type, above).value());
    } catch (Invalid e) {
      throw new Invalid(
          e.violations().stream()
              .map(v -> new Violation("values." + v.field(), v.rule()))
              .toList());
    }
    return stored;
  }

  private static Stored stored(PolicyChange change) {
    var locked = change.locked() == null ? List.<String>of() : change.locked();
    var distinct = List.copyOf(new HashSet<>(locked)).stream().sorted().toList();
    int text = change.values().values().stream().mapToInt(v -> v.text().length()).sum();
    if (text > MOST_TEXT) {
      throw Invalid.field("values", "must be at most " + MOST_TEXT + " characters altogether");
    }
    return new Stored(change.values(), distinct);
  }

  private static void refuseUnfit(KnownType type, Stored stored) {
    var wrong = new ArrayList<Violation>();
    stored
        .values()
        .forEach(
            (name, value) ->
                type.field(name)
                    .ifPresentOrElse(
                        field -> refuseUnfit(type, field, value, wrong),
                        () -> wrong.add(new Violation(shown(name), "is not known here"))));
    for (var name : stored.locked()) {
      if (!stored.values().containsKey(name)) {
        wrong.add(new Violation("locked", "must name fields that are set here"));
      }
    }
    if (!wrong.isEmpty()) {
      throw new Invalid(wrong.stream().distinct().toList());
    }
  }

  private static String shown(String name) {
    return "values." + (name.length() > 60 ? name.substring(0, 60) : name);
  }

  private static void refuseUnfit(
      KnownType type, KnownField field, Json value, List<Violation> wrong) {
    try {
      field.read(type.json(), value);
    } catch (Invalid e) {
      e.violations()
          .forEach(
              v -> {
                boolean whole = v.field().equals("body") || v.field().equals(field.name());
                var path = whole ? "" : "." + v.field();
                wrong.add(new Violation("values." + field.name() + path, v.rule()));
              });
    }
  }

  private static void refuseLocked(KnownType type, Stored stored, List<Layer> above) {
    var locks = new Inheritance(type, above).locks();
    for (var name : stored.values().keySet()) {
      var by = locks.get(name);
      if (by != null) {
        var label = by.label() == null ? "" : " '" + by.label() + "'";
        throw new Conflict(
            "locked",
            "The field "
                + name
                + " is locked by the policy of "
                + by.target().level().name().toLowerCase(java.util.Locale.ROOT)
                + label
                + "; nothing was changed.",
            "Leave the field out, or have the lock taken off there.");
      }
    }
  }

  /** What the type does not know now stays, for when it does again. */
  static Stored keepingUnknown(KnownType type, Stored next, @Nullable Stored before) {
    if (before == null) {
      return next;
    }
    var values = new HashMap<>(next.values());
    var locked = new ArrayList<>(next.locked());
    before
        .values()
        .forEach(
            (name, value) -> {
              if (type.field(name).isEmpty()) {
                values.put(name, value);
                if (before.locked().contains(name)) {
                  locked.add(name);
                }
              }
            });
    return new Stored(values, locked);
  }
}
