// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.policy;

import io.custode.api.json.Json;
import io.custode.api.policy.PolicyField;
import io.custode.api.policy.PolicySource;
import io.custode.api.policy.PolicySource.Fate;
import io.custode.api.policy.PolicyTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Field by field, what applies of what the levels say, from the provider down. */
final class Inheritance {
  private record Items(List<Json> items) {}

  private final KnownType type;
  private final List<Layer> layers;

  Inheritance(KnownType type, List<Layer> layers) {
    this.type = type;
    this.layers = layers;
  }

  /** What applies, as the type's record. */
  Record value() {
    var values = new HashMap<String, Json>();
    for (var field : type.fields()) {
      var value = field(field).value();
      values.put(field.name(), value == null ? type.byDefault(field) : value);
    }
    return type.build(values);
  }

  /** The same with reasons, and what is stored of fields that the type has no more. */
  List<PolicyField> fields() {
    var fields = new ArrayList<PolicyField>();
    type.fields().forEach(f -> fields.add(field(f)));
    fields.addAll(unknown(layers, type));
    return fields;
  }

  /**
   * @param type null if it is away: then all fields are unknown
   */
  static List<PolicyField> unknown(List<Layer> layers, @Nullable KnownType type) {
    var names = new TreeSet<String>();
    layers.forEach(layer -> names.addAll(layer.stored().values().keySet()));
    if (type != null) {
      type.fields().forEach(f -> names.remove(f.name()));
    }
    return names.stream()
        .map(
            name ->
                new PolicyField(
                    name,
                    null,
                    null,
                    layers.stream()
                        .filter(l -> l.stored().values().containsKey(name))
                        .map(l -> source(l, name, Fate.UNFIT))
                        .toList()))
        .toList();
  }

  private static PolicySource source(Layer layer, String name, Fate fate) {
    return new PolicySource(
        layer.target(),
        layer.tenant(),
        layer.label(),
        layer.stored().values().getOrDefault(name, Json.EMPTY),
        layer.stored().locked().contains(name),
        fate);
  }

  private PolicyField field(KnownField field) {
    var name = field.name();
    var byDefault = type.byDefault(field);
    var sources = new ArrayList<PolicySource>();
    sources.add(new PolicySource(null, null, null, byDefault, false, Fate.APPLIES));
    @Nullable PolicyTarget from = null;
    boolean locked = false;
    for (var layer : layers) {
      var value = layer.stored().values().get(name);
      if (value == null) {
        continue;
      }
      if (!field.fits(type.json(), value)) {
        sources.add(source(layer, name, Fate.UNFIT));
      } else if (locked) {
        sources.add(source(layer, name, Fate.LOCKED_OUT));
      } else {
        // of a merged list only the default goes when something is said
        if (from == null || !field.isMerged()) {
          override(sources);
        }
        sources.add(source(layer, name, Fate.APPLIES));
        from = layer.target();
        locked = layer.stored().locked().contains(name);
      }
    }
    return new PolicyField(name, value(field, sources), from, sources);
  }

  private static void override(List<PolicySource> sources) {
    sources.replaceAll(
        s ->
            s.fate() == Fate.APPLIES
                ? new PolicySource(
                    s.target(), s.tenant(), s.label(), s.value(), s.locked(), Fate.OVERRIDDEN)
                : s);
  }

  private Json value(KnownField field, List<PolicySource> sources) {
    var said = sources.stream().filter(s -> s.fate() == Fate.APPLIES).toList();
    if (!field.isMerged() || said.get(0).target() == null) {
      return said.get(0).value();
    }
    var items = new LinkedHashSet<String>();
    for (var source : said) {
      if (!source.value().text().equals("null")) {
        var text = new Json("{\"items\":" + source.value().text() + "}");
        Items read = type.json().read(text, Items.class);
        read.items().forEach(item -> items.add(item.text()));
      }
    }
    return new Json(items.stream().collect(Collectors.joining(",", "[", "]")));
  }

  /**
   * @return for each field that is locked, by which level
   */
  Map<String, Layer> locks() {
    var locks = new HashMap<String, Layer>();
    for (var layer : layers) {
      for (var name : layer.stored().locked()) {
        var value = layer.stored().values().get(name);
        boolean fits =
            value != null && type.field(name).filter(f -> f.fits(type.json(), value)).isPresent();
        if (fits) {
          locks.putIfAbsent(name, layer);
        }
      }
    }
    return locks;
  }
}
