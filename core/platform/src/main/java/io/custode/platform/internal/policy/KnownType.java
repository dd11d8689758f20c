// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.json.Json;
import io.custode.core.json.JsonMapping;
import io.custode.platform.internal.gate.BoundedCalls;
import io.custode.spi.policy.PolicyType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A type of policy that is there now, with a JSON mapping of its own that goes with it. */
final class KnownType {
  private static final Pattern NAME =
      Pattern.compile("([a-z][a-z0-9]{1,29})\\.[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int LONGEST_NAME = 60;
  private static final int MOST_FIELDS = 100;

  private final PolicyType<?> type;
  private final String owner;
  private final BoundedCalls calls;
  private final String name;
  private final JsonMapping json;
  private final Constructor<?> constructor;
  private final Map<String, KnownField> fields = new LinkedHashMap<>();
  private final Map<String, Json> defaults = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException saying what is wrong with the type
   */
  KnownType(PolicyType<?> type, String owner, JsonMapping json, BoundedCalls calls) {
    this.type = type;
    this.owner = owner;
    this.calls = calls;
    this.name = checked(type.name(), owner);
    this.json = json;
    Record record = type.defaults();
    var components = record.getClass().getRecordComponents();
    if (components.length == 0 || components.length > MOST_FIELDS) {
      throw new IllegalArgumentException(
          "its record must have 1 to " + MOST_FIELDS + " components");
    }
    this.constructor = constructor(record.getClass(), components);
    for (var component : components) {
      var field = new KnownField(component);
      fields.put(field.name(), field);
      defaults.put(field.name(), field.of(json, record));
    }
    build(defaults);
  }

  private static String checked(String name, String owner) {
    var parts = NAME.matcher(name);
    if (name.length() > LONGEST_NAME || !parts.matches() || !parts.group(1).equals(owner)) {
      throw new IllegalArgumentException("its name must be " + owner + ".<noun>");
    }
    return name;
  }

  private static Constructor<?> constructor(Class<?> record, RecordComponent[] components) {
    try {
      var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
      var constructor = record.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor;
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("its record cannot be made", e);
    }
  }

  String name() {
    return name;
  }

  String description() {
    return type.description();
  }

  PolicyType<?> type() {
    return type;
  }

  Class<?> record() {
    return constructor.getDeclaringClass();
  }

  JsonMapping json() {
    return json;
  }

  List<KnownField> fields() {
    return List.copyOf(fields.values());
  }

  Optional<KnownField> field(String field) {
    return Optional.ofNullable(fields.get(field));
  }

  Json byDefault(KnownField field) {
    return defaults.getOrDefault(field.name(), Json.EMPTY);
  }

  /**
   * @param values one for each component
   * @throws Invalid if the record itself refuses them
   * @throws Conflict if it fails otherwise
   */
  Record build(Map<String, Json> values) {
    return calls.get(owner, () -> made(values));
  }

  /** The record's constructors are the plugin's own code. */
  private Record made(Map<String, Json> values) {
    @Nullable Object[] arguments =
        fields.values().stream()
            .map(f -> f.read(json, values.getOrDefault(f.name(), byDefault(f))))
            .toArray();
    try {
      return (Record) constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Invalid own) {
        throw own;
      }
      throw new Conflict(
          "policy-unfit",
          "The values of " + name + " do not go together: " + e.getCause() + ".",
          "See where each comes from, and change one of them.");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A " + record().getName() + " could not be made", e);
    }
  }

  /**
   * @throws Invalid if the type refuses the values
   */
  void check(Record value) {
    check(type, value);
  }

  private static <T extends Record> void check(PolicyType<T> type, Record value) {
    @SuppressWarnings("unchecked") // it was made by the constructor of the type's own record
    T own = (T) value;
    type.check(own);
  }
}
