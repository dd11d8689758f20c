// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.alert;

import io.custode.api.alert.NewAlert;
import io.custode.api.asset.AssetId;
import io.custode.api.error.Invalid;
import io.custode.platform.internal.rule.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an alert must be before it is stored. */
final class AlertRules {
  private static final Pattern KIND =
      Pattern.compile("[a-z][a-z0-9]{2,29}\\.[a-z0-9]+([.-][a-z0-9]+)*");
  private static final int KIND_LENGTH = 100;
  private static final int DETAIL = 2000;
  private static final int NOTE = 500;

  private AlertRules() {}

  static NewAlert check(NewAlert alert) {
    return new NewAlert(
        kind(alert.kind()),
        Text.name("key", alert.key()),
        alert.severity(),
        Text.name("title", alert.title()),
        detail(alert.detail()),
        alert.asset(),
        alert.cause());
  }

  static String kind(String kind) {
    if (kind.length() > KIND_LENGTH || !KIND.matcher(kind).matches()) {
      throw Invalid.field(
          "kind",
          "must be core or a plugin's id, a dot, and words of a-z and 0-9 with dots or dashes between;"
              + " at most 100 characters");
    }
    return kind;
  }

  static String source(String kind) {
    return kind.substring(0, kind.indexOf('.'));
  }

  /** Lines stay lines. */
  private static @Nullable String detail(@Nullable String detail) {
    if (detail == null || detail.isBlank()) {
      return null;
    }
    if (detail.length() > DETAIL) {
      throw Invalid.field("detail", "must be at most " + DETAIL + " characters");
    }
    return detail
        .lines()
        .map(line -> Text.optional("detail", line.replace('\t', ' '), DETAIL))
        .map(line -> line == null ? "" : line)
        .collect(Collectors.joining("\n"));
  }

  static @Nullable String note(@Nullable String note) {
    return Text.optional("note", note, NOTE);
  }

  /**
   * @return equal for what is the same thing
   */
  static String same(String kind, @Nullable AssetId asset, String key) {
    var text = kind + '\0' + (asset == null ? "" : asset.value()) + '\0' + key;
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
