// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.error.Invalid;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a one-time code is good. */
final class CodeValidity {
  private static final Duration LONGEST = Duration.ofDays(7);

  private CodeValidity() {}

  static Duration of(@Nullable Duration asked, Duration otherwise) {
    var valid = asked == null ? otherwise : asked;
    if (valid.isNegative() || valid.isZero() || valid.compareTo(LONGEST) > 0) {
      throw Invalid.field("validFor", "must be more than nothing and at most P7D");
    }
    return valid;
  }
}
