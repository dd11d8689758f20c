// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import io.custode.api.command.CommandInfo;
import io.custode.api.command.CommandInfo.Field;
import io.custode.api.error.Invalid;
import io.custode.api.error.Invalid.Violation;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a line says to a command.
 *
 * @param input the command's record, by field
 * @param tenant to bind, or null
 * @param json whether the result is wanted as JSON
 * @param help whether only help is wanted
 */
record Arguments(Map<String, Object> input, @Nullable TenantId tenant, boolean json, boolean help) {
  static final String TENANT = "--tenant";
  static final String JSON = "--json";
  static final String HELP = "--help";

  private static final String SECRET = "secret";

  /**
   * Reads words. {@code --name value} or {@code --name=value} sets a field, {@code --name} alone a
   * boolean one; a list's option may come several times. A word that belongs to no option fills the
   * next required field, in the order of the record. After {@code --} every word is a value. A
   * secret is no part of a line: it is asked for.
   *
   * @throws Invalid naming every word that does not fit
   */
  static Arguments parse(CommandInfo command, List<String> words) {
    return new Parser(command, words.iterator()).parse();
  }

  /**
   * @return the option of a field: {@code validFor} is {@code --valid-for}
   */
  static String option(Field field) {
    var text = new StringBuilder("--");
    for (char c : field.name().toCharArray()) {
      if (Character.isUpperCase(c)) {
        text.append('-');
      }
      text.append(Character.toLowerCase(c));
    }
    return text.toString();
  }

  static boolean isSecret(Field field) {
    return field.type().equals(SECRET);
  }

  private static final class Parser {
    private final CommandInfo command;
    private final Iterator<String> words;
    private final Map<String, Object> input = new LinkedHashMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private @Nullable TenantId tenant;
    private boolean json;
    private boolean help;

    Parser(CommandInfo command, Iterator<String> words) {
      this.command = command;
      this.words = words;
    }

    Arguments parse() {
      boolean options = true;
      while (words.hasNext()) {
        String word = words.next();
        if (options && word.equals("--")) {
          options = false;
        } else if (options && word.startsWith("--")) {
          option(word);
        } else {
          loose(word);
        }
      }
      if (!help) {
        command.input().stream()
            .filter(f -> f.required() && !isSecret(f) && !input.containsKey(f.name()))
            .forEach(f -> wrong(Arguments.option(f), "is required"));
        if (!violations.isEmpty()) {
          throw new Invalid(violations);
        }
      }
      return new Arguments(input, tenant, json, help);
    }

    private void option(String word) {
      int sign = word.indexOf('=');
      String name = sign < 0 ? word : word.substring(0, sign);
      String given = sign < 0 ? null : word.substring(sign + 1);
      Optional<Field> field =
          command.input().stream().filter(f -> Arguments.option(f).equals(name)).findFirst();
      if (field.isPresent()) {
        field(field.get(), name, given);
      } else if (name.equals(JSON)) {
        json = true;
      } else if (name.equals(HELP)) {
        help = true;
      } else if (name.equals(TENANT)) {
        value(name, given).ifPresent(this::tenant);
      } else {
        wrong(name, "is no option of " + Help.typed(command.name()));
      }
    }

    private void field(Field field, String name, @Nullable String given) {
      if (isSecret(field)) {
        wrong(name, "is asked for, or read from standard input: change it, it was just shown");
      } else if (field.type().equals("boolean") && !field.list()) {
        put(field, name, given == null ? "true" : given);
      } else {
        value(name, given).ifPresent(v -> put(field, name, v));
      }
    }

    private Optional<String> value(String name, @Nullable String given) {
      if (given != null) {
        return Optional.of(given);
      }
      if (words.hasNext()) {
        return Optional.of(words.next());
      }
      wrong(name, "needs a value");
      return Optional.empty();
    }

    private void loose(String word) {
      command.input().stream()
          .filter(f -> f.required() && !isSecret(f) && !input.containsKey(f.name()))
          .findFirst()
          .ifPresentOrElse(
              f -> put(f, Arguments.option(f), word),
              () -> wrong("'" + Printable.text(word, 40) + "'", "belongs to no option"));
    }

    private void tenant(String text) {
      try {
        tenant = TenantId.of(text);
      } catch (Invalid e) {
        wrong(TENANT, "must be the id of a tenant, see msp:tenant-list");
      }
    }

    private void put(Field field, String name, String text) {
      Object value = convert(field, name, text);
      if (field.list()) {
        list(field.name()).add(value);
      } else if (input.putIfAbsent(field.name(), value) != null) {
        wrong(name, "is given twice");
      }
    }

    @SuppressWarnings("unchecked") // only this method puts lists, and only of objects
    private List<Object> list(String field) {
      return (List<Object>) input.computeIfAbsent(field, f -> new ArrayList<Object>());
    }

    private Object convert(Field field, String name, String text) {
      switch (field.type()) {
        case "boolean":
          if (!text.equals("true") && !text.equals("false")) {
            wrong(name, "must be true or false");
          }
          return text.equals("true");
        case "integer":
          try {
            return Long.valueOf(text);
          } catch (NumberFormatException e) {
            wrong(name, "must be a whole number");
            return 0L;
          }
        case "enum":
          return constant(field, name, text);
        case "json":
          return new Json(text);
        default:
          return text;
      }
    }

    /** Enum constants are typed in any case, with - for _. */
    private Object constant(Field field, String name, String text) {
      String wanted = text.toUpperCase(Locale.ROOT).replace('-', '_');
      return field.values().stream()
          .filter(v -> v.toUpperCase(Locale.ROOT).equals(wanted))
          .findFirst()
          .orElseGet(
              () -> {
                wrong(name, "must be one of " + String.join(", ", field.values()));
                return text;
              });
    }

    private void wrong(String what, String rule) {
      violations.add(new Violation(what, rule));
    }
  }
}
