// SPDX-License-Identifier: Apache-2.0
package io.custode.api.command;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How much a command can harm. Without it a command counts as {@link RiskClass#CHANGE}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Risk {
  RiskClass value();
}
