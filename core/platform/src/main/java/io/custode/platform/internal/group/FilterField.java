// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetState;
import io.custode.api.group.AssetFilter.Operator;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a filter can ask of an asset, and where it is found. */
enum FilterField {
  NAME("name", Type.TEXT, "a.nameKey"),
  KIND("kind", Type.KIND, "a.kind"),
  STATE("state", Type.STATE, "a.state"),
  SITE("site", Type.SITE, "a.site"),
  ONLINE("online", Type.TRUTH, "a.online"),
  AGENT("agent", Type.PRESENCE, "a.agent"),
  SERIAL("serial", Type.TEXT, "lower(a.serial)"),
  CPUS("cpus", Type.NUMBER, "a.cpus"),
  MEMORY("memoryBytes", Type.NUMBER, "a.memoryBytes"),
  OS("os", Type.FACT, "f.value"),
  OS_FAMILY("osFamily", Type.FACT, "f.value"),
  OS_VERSION("osVersion", Type.FACT, "f.value"),
  KERNEL("kernel", Type.FACT, "f.value"),
  ARCHITECTURE("architecture", Type.FACT, "f.value"),
  HOSTNAME("hostname", Type.FACT, "f.value"),
  ADDRESSES("addresses", Type.FACT, "f.value"),
  MACS("macs", Type.FACT, "f.value"),
  MANUFACTURER("manufacturer", Type.FACT, "f.value"),
  MODEL("model", Type.FACT, "f.value"),
  PROCESSOR("processor", Type.FACT, "f.value"),
  CUSTOM("custom.<key>", Type.FACT, "f.value"),
  SOFTWARE("software", Type.SOFTWARE, "i.body");

  /** How its values look, and what can be asked of them. */
  enum Type {
    TEXT(Operator.IS, Operator.IN, Operator.CONTAINS, Operator.STARTS_WITH, Operator.KNOWN),
    FACT(Operator.IS, Operator.IN, Operator.CONTAINS, Operator.STARTS_WITH, Operator.KNOWN),
    SOFTWARE(Operator.IS, Operator.IN, Operator.STARTS_WITH),
    NUMBER(Operator.IS, Operator.IN, Operator.AT_LEAST, Operator.AT_MOST),
    KIND(Operator.IS, Operator.IN),
    STATE(Operator.IS, Operator.IN),
    SITE(Operator.IS, Operator.IN, Operator.KNOWN),
    TRUTH(Operator.IS),
    PRESENCE(Operator.IS);

    private final Set<Operator> operators;

    Type(Operator first, Operator... more) {
      operators = EnumSet.of(first, more);
    }

    boolean takes(Operator operator) {
      return operators.contains(operator);
    }

    Set<Operator> operators() {
      return operators;
    }

    /**
     * @return the constants of an enum, by name
     */
    Optional<Enum<?>> constant(String name) {
      Enum<?>[] all = this == KIND ? AssetKind.values() : AssetState.values();
      return Arrays.stream(all).filter(c -> c.name().equalsIgnoreCase(name)).findFirst();
    }
  }

  private final String key;
  private final Type type;
  private final String path;

  FilterField(String key, Type type, String path) {
    this.key = key;
    this.type = type;
    this.path = path;
  }

  static Optional<FilterField> of(String key) {
    return key.matches("custom\\.[a-z][a-z0-9-]{0,39}")
        ? Optional.of(CUSTOM)
        : Arrays.stream(values()).filter(f -> f.key.equals(key) && f != CUSTOM).findFirst();
  }

  static String known() {
    return Arrays.stream(values()).map(f -> f.key).collect(Collectors.joining(", "));
  }

  String key() {
    return key;
  }

  Type type() {
    return type;
  }

  /**
   * @return where its value is, in JPQL
   */
  String path() {
    return path;
  }

  /**
   * @return whether an agent's word can change it, besides what people do
   */
  boolean isSaidByMachine() {
    if (this == CUSTOM) {
      return false;
    }
    return switch (type) {
      case FACT, SOFTWARE, NUMBER, PRESENCE -> true;
      default -> this == SERIAL;
    };
  }
}
