// SPDX-License-Identifier: Apache-2.0
package io.custode.api.removal;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The first version of the platform that is without it. Stands beside {@code @Deprecated(since =
 * ..., forRemoval = true)}, whose Javadoc says what to use instead; how far apart the two versions
 * are is in docs/api-policy.md.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({
  ElementType.TYPE,
  ElementType.METHOD,
  ElementType.FIELD,
  ElementType.CONSTRUCTOR,
  ElementType.RECORD_COMPONENT
})
public @interface RemovedIn {
  /**
   * @return {@code major.minor.0}
   */
  String value();
}
