// SPDX-License-Identifier: Apache-2.0
package io.custode.api.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The permission that a route or command needs: {@code <plugin>.<noun>.<verb>}. The build refuses a
 * route or command without it (or {@link SignedOutAllowed}), and the platform refuses to publish
 * one whose permission nobody declared.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RequiresPermission {
  String value();
}
