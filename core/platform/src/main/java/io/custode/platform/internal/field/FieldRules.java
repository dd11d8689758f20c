// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.field;

import io.custode.api.error.Invalid;
import io.custode.api.field.CustomField;
import io.custode.api.field.FieldType;
import io.custode.platform.internal.rule.Text;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a field and its values must be. */
final class FieldRules {
  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,6})?");
  private static final int LONGEST = 300;

  private FieldRules() {}

  /**
   * @return the field as it is kept
   * @throws Invalid naming what is wrong
   */
  static CustomField checked(CustomField field) {
    if (field.key() == null || !KEY.matcher(field.key()).matches()) {
      throw Invalid.field("key", "must be 1 to 40 of a-z, 0-9 and dash, beginning with a letter");
    }
    var label = Text.optional("label", field.label(), 100);
    if (label == null) {
      throw Invalid.field("label", "is required");
    }
    var choices = choices(field);
    var least = field.least();
    var most = field.most();
    if (field.type() != FieldType.NUMBER && (least != null || most != null)) {
      throw Invalid.field("least", "and most are for numbers");
    }
    if (least != null && most != null && least.compareTo(most) > 0) {
      throw Invalid.field("most", "must not be less than least");
    }
    var kept =
        new CustomField(
            field.kind(),
            field.key(),
            label,
            field.type(),
            field.required(),
            null,
            choices,
            bound("least", least),
            bound("most", most));
    return field.standard() == null
        ? kept
        : new CustomField(
            kept.kind(),
            kept.key(),
            label,
            kept.type(),
            kept.required(),
            value(kept, "standard", field.standard()),
            choices,
            kept.least(),
            kept.most());
  }

  private static @Nullable BigDecimal bound(String name, @Nullable BigDecimal value) {
    if (value != null && !NUMBER.matcher(value.toPlainString()).matches()) {
      throw Invalid.field(name, "must have at most 15 digits, and 6 after the point");
    }
    return value;
  }

  private static List<String> choices(CustomField field) {
    var choices = field.choices() == null ? List.<String>of() : field.choices();
    if (field.type() != FieldType.CHOICE) {
      if (!choices.isEmpty()) {
        throw Invalid.field("choices", "are for the type CHOICE");
      }
      return choices;
    }
    if (choices.isEmpty() || choices.size() > 100) {
      throw Invalid.field("choices", "must be 1 to 100");
    }
    var all = choices.stream().map(c -> choice(c)).toList();
    if (new HashSet<>(all).size() < all.size()) {
      throw Invalid.field("choices", "must differ");
    }
    return all;
  }

  private static String choice(String said) {
    var text = Text.optional("choices", said, 35);
    if (text == null) {
      throw Invalid.field("choices", "must not be empty");
    }
    return text;
  }

  /**
   * @param said not null
   * @return the value as it is kept
   * @throws Invalid naming the rule that it breaks
   */
  static String value(CustomField field, String name, String said) {
    var text = Text.optional(name, said, LONGEST);
    if (text == null) {
      throw Invalid.field(name, "must not be empty; null takes it away");
    }
    return switch (field.type()) {
      case TEXT -> text;
      case NUMBER -> number(field, name, text);
      case DATE -> day(name, text);
      case CHOICE -> {
        if (field.choices() == null || !field.choices().contains(text)) {
          throw Invalid.field(name, "must be one of its choices");
        }
        yield text;
      }
      case YES_NO -> {
        if (!text.equals("true") && !text.equals("false")) {
          throw Invalid.field(name, "must be true or false");
        }
        yield text;
      }
    };
  }

  private static String number(CustomField field, String name, String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw Invalid.field(name, "must be a number like 12.5");
    }
    var number = new BigDecimal(text);
    if (field.least() != null && number.compareTo(field.least()) < 0) {
      throw Invalid.field(name, "must be at least " + field.least().toPlainString());
    }
    if (field.most() != null && number.compareTo(field.most()) > 0) {
      throw Invalid.field(name, "must be at most " + field.most().toPlainString());
    }
    return number.stripTrailingZeros().toPlainString();
  }

  private static String day(String name, String text) {
    try {
      return LocalDate.parse(text).toString();
    } catch (DateTimeException e) {
      throw Invalid.field(name, "must be a day like 2026-01-31");
    }
  }
}
