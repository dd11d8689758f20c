// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.group;

import io.custode.api.error.Invalid;
import io.custode.api.error.Invalid.Violation;
import io.custode.api.group.AssetFilter;
import io.custode.api.group.AssetFilter.Operator;
import io.custode.api.group.GroupId;
import io.custode.api.json.Json;
import io.custode.api.tenant.SiteId;
import io.custode.core.json.JsonMapping;
import io.custode.platform.internal.group.FilterField.Type;
import io.custode.platform.internal.rule.Text;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One condition on one field, checked, as JPQL with its values as parameters. */
final class FilterCondition {
  private static final int MOST_VALUES = 100;

  private final JsonMapping json;
  private final List<Violation> violations;
  private final Map<String, Object> parameters = new HashMap<>();
  private final Set<SiteId> sites = new HashSet<>();
  private final EnumSet<FilterField> fields = EnumSet.noneOf(FilterField.class);

  FilterCondition(JsonMapping json, List<Violation> violations) {
    this.json = json;
    this.violations = violations;
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  Set<SiteId> sites() {
    return sites;
  }

  Set<FilterField> fields() {
    return fields;
  }

  /**
   * On a list. Counted, since Derby would make joins of many that exist, and search their order.
   */
  String listed(GroupId group) {
    return "(select count(m.id) from MemberEntity m where m.groupId = "
        + parameter(group.value())
        + " and m.assetId = a.id) > 0";
  }

  String text(AssetFilter filter, String at) {
    var field = FilterField.of(Objects.requireNonNull(filter.field())).orElse(null);
    var operator = filter.operator();
    if (field == null) {
      return wrong(at + ".field", "must be one of " + FilterField.known());
    }
    fields.add(field);
    if (operator == null || !field.type().takes(operator)) {
      return wrong(
          at + ".operator", "must be one of " + field.type().operators() + " for " + field.key());
    }
    var values = values(field, operator, filter.value(), at + ".value");
    if (values == null) {
      return "a.id is null";
    }
    return switch (field.type()) {
      case FACT ->
          "(select count(f.id) from FactEntity f where f.asset = a.id and f.name = "
              + parameter(filter.field())
              + " and "
              + compared(field.path(), operator, values)
              + ") > 0";
      case SOFTWARE -> software(operator, values);
      case PRESENCE ->
          field.path() + (Boolean.TRUE.equals(values.get(0)) ? " is not null" : " is null");
      case KIND, STATE, TRUTH, NUMBER -> compared(field.path(), operator, values);
      case TEXT, SITE ->
          "(" + plain(field) + " is not null and " + compared(field.path(), operator, values) + ")";
    };
  }

  private static String plain(FilterField field) {
    return field == FilterField.SERIAL ? "a.serial" : field.path();
  }

  private String compared(String path, Operator operator, List<Object> values) {
    return switch (operator) {
      case IS -> path + " = " + parameter(values.get(0));
      case IN -> path + " in " + parameter(values);
      case AT_LEAST -> path + " >= " + parameter(values.get(0));
      case AT_MOST -> path + " <= " + parameter(values.get(0));
      case KNOWN -> path + " is not null";
      case CONTAINS -> path + " like " + parameter(Text.contains(text(values))) + " escape '!'";
      case STARTS_WITH ->
          path + " like " + parameter(Text.contains(text(values)).substring(1)) + " escape '!'";
    };
  }

  private static String text(List<Object> values) {
    return values.get(0).toString();
  }

  /**
   * Names of packages are found in the inventory as it is stored: {@code {"name":"openssl",...}}.
   */
  private String software(Operator operator, List<Object> values) {
    var end = operator == Operator.STARTS_WITH ? "" : "\"";
    return values.stream()
        .map(
            name -> {
              var quoted = json.write(name).text();
              var part = "\"name\":" + quoted.substring(0, quoted.length() - 1) + end;
              var pattern =
                  "%" + part.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
              return "(select count(i.asset) from InventoryEntity i where i.asset = a.id"
                  + " and i.body like "
                  + parameter(pattern)
                  + " escape '!') > 0";
            })
        .collect(Collectors.joining(" or ", "(", ")"));
  }

  private String parameter(Object value) {
    var name = "p" + parameters.size();
    parameters.put(name, value);
    return ":" + name;
  }

  private @Nullable List<Object> values(
      FilterField field, Operator operator, @Nullable Json value, String at) {
    var type = field.type();
    if (operator == Operator.KNOWN) {
      return value == null ? List.of() : none(at, "must be left out for KNOWN");
    }
    if (value == null) {
      return none(at, "is required");
    }
    var raw = read(value);
    if (operator != Operator.IN) {
      var one = raw == null ? null : value(field, raw, at);
      return one == null ? none(at, rule(type)) : List.of(one);
    }
    if (!(raw instanceof List<?> list) || list.isEmpty() || list.size() > MOST_VALUES) {
      return none(at, "must be a list of 1 to " + MOST_VALUES);
    }
    var all = new ArrayList<Object>();
    for (var item : list) {
      var one = item == null ? null : value(field, item, at);
      if (one == null) {
        return none(at, rule(type));
      }
      all.add(one);
    }
    return all;
  }

  private @Nullable Object read(Json value) {
    try {
      return json.read(value, Object.class);
    } catch (Invalid e) {
      return null;
    }
  }

  private @Nullable Object value(FilterField field, Object raw, String at) {
    return switch (field.type()) {
      case TEXT, FACT -> raw instanceof String s ? lower(s, at) : null;
      case SOFTWARE -> raw instanceof String s ? checked(s, at) : null;
      case NUMBER -> number(field, raw);
      case KIND, STATE -> raw instanceof String s ? field.type().constant(s).orElse(null) : null;
      case TRUTH, PRESENCE -> raw instanceof Boolean ? raw : null;
      case SITE -> raw instanceof String s ? site(s) : null;
    };
  }

  // the driver wants the column's own type
  private static @Nullable Object number(FilterField field, Object raw) {
    if (field == FilterField.CPUS) {
      return raw instanceof Integer ? raw : null;
    }
    return raw instanceof Integer || raw instanceof Long ? ((Number) raw).longValue() : null;
  }

  private static @Nullable String lower(String text, String at) {
    var checked = checked(text, at);
    return checked == null ? null : checked.toLowerCase(Locale.ROOT);
  }

  private static @Nullable String checked(String text, String at) {
    try {
      return Text.optional(at, text, Text.NAME);
    } catch (Invalid e) {
      return null;
    }
  }

  private @Nullable String site(String text) {
    try {
      var site = SiteId.of(text);
      sites.add(site);
      return site.value();
    } catch (Invalid e) {
      return null;
    }
  }

  private static String rule(Type type) {
    return switch (type) {
      case TEXT, FACT, SOFTWARE -> "must be a text of 1 to " + Text.NAME + " characters";
      case NUMBER -> "must be a whole number";
      case KIND -> "must be a kind of asset";
      case STATE -> "must be a state of an asset";
      case TRUTH, PRESENCE -> "must be true or false";
      case SITE -> "must be the id of a site";
    };
  }

  private String wrong(String field, String rule) {
    violations.add(new Violation(field, rule));
    return "a.id is null";
  }

  private @Nullable List<Object> none(String field, String rule) {
    violations.add(new Violation(field, rule));
    return null;
  }
}
