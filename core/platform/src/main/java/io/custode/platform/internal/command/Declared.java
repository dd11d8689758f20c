// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.command;

import io.custode.api.access.RequiresPermission;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandInfo;
import io.custode.api.command.CommandName;
import io.custode.api.command.Doc;
import io.custode.api.command.Risk;
import io.custode.api.command.RiskClass;
import io.custode.api.id.Id;
import io.custode.api.json.Json;
import io.custode.api.secret.SecretValue;
import io.custode.platform.internal.json.Required;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a command's class says of itself. */
record Declared(CommandInfo info, Class<?> inputType) {
  private static final Pattern NAME =
      Pattern.compile("([a-z][a-z0-9]{1,29})\\.[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /**
   * @throws IllegalArgumentException saying what is missing or wrong
   */
  static Declared by(Class<?> type, String plugin) {
    var name = type.getAnnotation(CommandName.class);
    var permission = type.getAnnotation(RequiresPermission.class);
    if (name == null || permission == null) {
      throw new IllegalArgumentException("it needs @CommandName and @RequiresPermission");
    }
    var scope = NAME.matcher(name.value());
    if (!scope.matches() || !scope.group(1).equals(plugin.equals("core") ? "msp" : plugin)) {
      throw new IllegalArgumentException("its name must be <plugin id>.<noun>-<verb>");
    }
    if (!permission.value().startsWith(plugin + ".")) {
      throw new IllegalArgumentException("its permission must begin with " + plugin + ".");
    }
    var risk = type.getAnnotation(Risk.class);
    var input = inputOf(type);
    var fields = Arrays.stream(input.getRecordComponents()).map(Declared::field).toList();
    return new Declared(
        new CommandInfo(
            name.value(),
            name.description(),
            permission.value(),
            risk == null ? RiskClass.CHANGE : risk.value(),
            plugin,
            fields,
            columnsOf(type)),
        input);
  }

  /** A column that is no field would stay empty, and nobody would know why. */
  private static List<String> columnsOf(Class<?> type) {
    var columns = type.getAnnotation(Columns.class);
    if (columns == null) {
      return List.of();
    }
    var known =
        arguments(type)
            .skip(1)
            .map(Declared::argument)
            .filter(Class::isRecord)
            .flatMap(row -> Arrays.stream(row.getRecordComponents()))
            .map(RecordComponent::getName)
            .toList();
    if (!known.containsAll(List.of(columns.value()))) {
      throw new IllegalArgumentException("its @Columns must be fields of the page's records");
    }
    return List.of(columns.value());
  }

  /** Of Command: input and output. */
  private static Stream<Type> arguments(Class<?> type) {
    return Arrays.stream(type.getGenericInterfaces())
        .filter(i -> i instanceof ParameterizedType p && p.getRawType() == Command.class)
        .flatMap(i -> Arrays.stream(((ParameterizedType) i).getActualTypeArguments()));
  }

  private static Class<?> inputOf(Class<?> type) {
    return arguments(type)
        .limit(1)
        .filter(i -> i instanceof Class<?> c && c.isRecord())
        .map(i -> (Class<?>) i)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "it must implement Command<its own input record, ...> directly"));
  }

  private static CommandInfo.Field field(RecordComponent component) {
    var doc = component.getAnnotation(Doc.class);
    boolean list = Collection.class.isAssignableFrom(component.getType());
    var type =
        list || component.getType() == Optional.class
            ? argument(component.getGenericType())
            : component.getType();
    boolean required = !Required.isNullable(component);
    return new CommandInfo.Field(
        component.getName(),
        nameOf(type),
        required,
        list,
        doc == null ? "" : doc.value(),
        valuesOf(type));
  }

  private static Class<?> argument(Type type) {
    return type instanceof ParameterizedType p
            && p.getActualTypeArguments()[0] instanceof Class<?> c
        ? c
        : String.class;
  }

  private static String nameOf(Class<?> type) {
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "integer";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (type == Instant.class || type == Duration.class || type == Json.class) {
      return type.getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }
    if (type == SecretValue.class) {
      return "secret";
    }
    return type.isEnum()
        ? "enum"
        : Id.class.isAssignableFrom(type) ? type.getSimpleName() : "string";
  }

  private static List<String> valuesOf(Class<?> type) {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList()
        : List.of();
  }
}
