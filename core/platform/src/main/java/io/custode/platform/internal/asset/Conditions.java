// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.asset.AssetCondition;
import io.custode.api.asset.AssetCondition.Field;
import io.custode.api.asset.AssetCondition.Operator;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetState;
import io.custode.api.error.Invalid;
import io.custode.api.error.Invalid.Violation;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import io.custode.platform.internal.rule.Text;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on the columns of an asset {@code a}, as JPQL with their values as parameters. Each is
 * true or false of every asset, never unknown.
 */
final class Conditions {
  private static final int MOST = 20;
  private static final Set<Operator> EQUAL = EnumSet.of(Operator.IS, Operator.IS_NOT);
  private static final Set<Operator> WRITTEN =
      EnumSet.of(
          Operator.IS,
          Operator.IS_NOT,
          Operator.CONTAINS,
          Operator.CONTAINS_NOT,
          Operator.STARTS_WITH,
          Operator.KNOWN,
          Operator.UNKNOWN);
  private static final Set<Operator> COUNTED =
      EnumSet.of(Operator.IS, Operator.AT_LEAST, Operator.AT_MOST);
  private static final Set<Operator> TIMED = EnumSet.of(Operator.WITHIN, Operator.NOT_WITHIN);

  private final Instant now;
  private final Map<String, Object> parameters;
  private final List<Violation> violations = new ArrayList<>();

  private Conditions(Instant now, Map<String, Object> parameters) {
    this.now = now;
    this.parameters = parameters;
  }

  /**
   * @param parameters takes the values
   * @throws Invalid naming each condition that does not fit
   */
  static List<String> jpql(
      List<AssetCondition> conditions, Instant now, Map<String, Object> parameters) {
    if (conditions.size() > MOST) {
      throw Invalid.field("conditions", "must be at most " + MOST);
    }
    var all = new Conditions(now, parameters);
    var texts = new ArrayList<String>();
    for (int i = 0; i < conditions.size(); i++) {
      texts.add(all.text(conditions.get(i), "conditions[" + i + "]"));
    }
    if (!all.violations.isEmpty()) {
      throw new Invalid(all.violations);
    }
    return texts;
  }

  private static Set<Operator> operators(Field field) {
    return switch (field) {
      case NAME, OS, SERIAL -> WRITTEN;
      case KIND, STATE, TENANT, SITE -> EQUAL;
      case ONLINE, AGENT -> EnumSet.of(Operator.IS);
      case CPUS, MEMORY -> COUNTED;
      case SEEN, CREATED -> TIMED;
    };
  }

  private String text(AssetCondition condition, String at) {
    var field = condition.field();
    var operator = condition.operator();
    if (!operators(field).contains(operator)) {
      violations.add(new Violation(at + ".operator", "must be one of " + operators(field)));
      return "";
    }
    return switch (field) {
      case NAME -> written("a.nameKey", condition, at);
      case OS -> written("lower(coalesce(a.os, ''))", condition, at);
      case SERIAL -> written("lower(coalesce(a.serial, ''))", condition, at);
      case KIND -> same("a.kindName", condition, at, s -> AssetKind.valueOf(s).name());
      case STATE -> same("a.stateName", condition, at, s -> AssetState.valueOf(s).name());
      case TENANT -> same("a.tenant", condition, at, s -> TenantId.of(s).value());
      case SITE -> same("coalesce(a.site, '')", condition, at, s -> SiteId.of(s).value());
      case ONLINE -> "a.online = " + value(condition, at, Conditions::truth);
      case AGENT -> agent(condition, at);
      case CPUS -> counted("a.cpus", condition, at, Integer::valueOf);
      case MEMORY -> counted("a.memoryBytes", condition, at, Long::valueOf);
      case SEEN -> seen(condition, at);
      case CREATED ->
          "a.createdAt "
              + (operator == Operator.WITHIN ? ">= " : "< ")
              + value(condition, at, this::since);
    };
  }

  private String written(String path, AssetCondition condition, String at) {
    Function<String, Object> lower = Conditions::lower;
    return switch (condition.operator()) {
      case IS -> path + " = " + value(condition, at, lower);
      case IS_NOT -> path + " <> " + value(condition, at, lower);
      case CONTAINS -> path + " like " + value(condition, at, Text::contains) + " escape '!'";
      case CONTAINS_NOT ->
          "not (" + path + " like " + value(condition, at, Text::contains) + " escape '!')";
      case STARTS_WITH ->
          path
              + " like "
              + value(condition, at, s -> Text.contains(s).substring(1))
              + " escape '!'";
      case KNOWN -> none(condition, at, path + " <> ''");
      default -> none(condition, at, path + " = ''");
    };
  }

  private String none(AssetCondition condition, String at, String text) {
    if (condition.value() != null) {
      violations.add(new Violation(at + ".value", "must be left out"));
    }
    return text;
  }

  private String same(
      String path, AssetCondition condition, String at, Function<String, Object> read) {
    return path
        + (condition.operator() == Operator.IS ? " = " : " <> ")
        + value(condition, at, read);
  }

  private String agent(AssetCondition condition, String at) {
    // a parameter that is compared with itself would have no type
    return Boolean.TRUE.equals(read(condition, at, Conditions::truth))
        ? "a.agent is not null"
        : "a.agent is null";
  }

  private String counted(
      String path, AssetCondition condition, String at, Function<String, Object> read) {
    var compared =
        switch (condition.operator()) {
          case AT_LEAST -> " >= ";
          case AT_MOST -> " <= ";
          default -> " = ";
        };
    return path + compared + value(condition, at, read);
  }

  private String seen(AssetCondition condition, String at) {
    var connected = parameter(true);
    var since = value(condition, at, s -> Math.multiplyExact(since(s).toEpochMilli(), 1000L));
    var within = "(a.online = " + connected + " or coalesce(a.seenMicros, 0) >= " + since + ")";
    return condition.operator() == Operator.WITHIN ? within : "not " + within;
  }

  private Instant since(String duration) {
    var back = Duration.parse(duration);
    if (back.isNegative() || back.toDays() > 36_500) {
      throw new DateTimeException("beyond what can be");
    }
    return now.minus(back);
  }

  private static Object lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Object truth(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(text);
    }
    return text.equals("true");
  }

  private String value(AssetCondition condition, String at, Function<String, Object> read) {
    var value = read(condition, at, read);
    return value == null ? "" : parameter(value);
  }

  private @Nullable Object read(
      AssetCondition condition, String at, Function<String, Object> read) {
    try {
      var text = Text.optional("value", condition.value(), Text.NAME);
      if (text != null) {
        return read.apply(text);
      }
    } catch (Invalid | IllegalArgumentException | DateTimeException e) {
      // told below, under the condition's own name
    }
    violations.add(new Violation(at + ".value", rule(condition.field())));
    return null;
  }

  private static String rule(Field field) {
    return switch (field) {
      case NAME, OS, SERIAL -> "must be a text of 1 to " + Text.NAME + " characters";
      case KIND -> "must be a kind of asset";
      case STATE -> "must be a state of an asset";
      case TENANT, SITE -> "must be an id";
      case ONLINE, AGENT -> "must be true or false";
      case CPUS, MEMORY -> "must be a whole number";
      case SEEN, CREATED -> "must be a duration back from now, such as P30D";
    };
  }

  private String parameter(Object value) {
    var name = "condition" + parameters.size();
    parameters.put(name, value);
    return ":" + name;
  }
}
