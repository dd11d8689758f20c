// SPDX-License-Identifier: Apache-2.0
package io.custode.api.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route that everybody who is signed in may call since it shows or changes only what is his own,
 * and why. For core only.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SignedInAllowed {
  /**
   * @return why it is safe
   */
  String value();
}
