// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.json.Json;
import io.custode.api.policy.Policy;
import io.custode.api.policy.PolicyChange;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A policy as a command changes it: field by field, while the service takes it as a whole. */
final class PolicyLines {
  /** {@code Map<String, Json>}, for the mapping. */
  static final Type VALUES =
      new ParameterizedType() {
        @Override
        public Type[] getActualTypeArguments() {
          return new Type[] {String.class, Json.class};
        }

        @Override
        public Type getRawType() {
          return Map.class;
        }

        @Override
        public @Nullable Type getOwnerType() {
          return null;
        }
      };

  private final @Nullable Long revision;
  private final Map<String, Json> values = new HashMap<>();
  private final TreeSet<String> locked = new TreeSet<>();

  PolicyLines(@Nullable Policy now) {
    revision = now == null ? null : now.revision();
    if (now != null) {
      values.putAll(now.values());
      locked.addAll(now.locked());
    }
  }

  void unset(@Nullable List<String> fields) {
    if (fields != null) {
      fields.forEach(values::remove);
      fields.forEach(locked::remove);
    }
  }

  void set(@Nullable Map<String, Json> fields) {
    if (fields != null) {
      values.putAll(fields);
    }
  }

  void lock(@Nullable List<String> lock, @Nullable List<String> unlock) {
    if (lock != null) {
      locked.addAll(lock);
    }
    if (unlock != null) {
      unlock.forEach(locked::remove);
    }
  }

  PolicyChange change() {
    return new PolicyChange(values, List.copyOf(locked), revision);
  }
}
