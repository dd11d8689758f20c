// SPDX-License-Identifier: Apache-2.0
package io.custode.api.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route that needs no sign-in, and why that is safe. For core only: the platform refuses it in a
 * plugin.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SignedOutAllowed {
  /**
   * @return why it is safe
   */
  String value();
}
