// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.publish;

import io.custode.api.access.RequiresPermission;
import io.custode.api.access.SignedInAllowed;
import io.custode.api.access.SignedOutAllowed;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Who may call a route.
 *
 * @param kind what it takes
 * @param permission only with {@link Kind#PERMISSION}
 */
public record Rule(Kind kind, @Nullable String permission) {
  /** What a route takes. */
  public enum Kind {
    PERMISSION,
    SIGNED_IN,
    SIGNED_OUT
  }

  /**
   * @return the rule that the method's annotations state, or null if they state none
   */
  static @Nullable Rule of(Method method) {
    var permission = method.getAnnotation(RequiresPermission.class);
    if (permission != null) {
      return new Rule(Kind.PERMISSION, permission.value());
    }
    if (method.isAnnotationPresent(SignedInAllowed.class)) {
      return new Rule(Kind.SIGNED_IN, null);
    }
    return method.isAnnotationPresent(SignedOutAllowed.class)
        ? new Rule(Kind.SIGNED_OUT, null)
        : null;
  }

  /**
   * @return the permission, {@code signed-in} or {@code signed-out}
   */
  public String label() {
    return switch (kind) {
      case PERMISSION -> String.valueOf(permission);
      case SIGNED_IN -> "signed-in";
      case SIGNED_OUT -> "signed-out";
    };
  }
}
