// SPDX-License-Identifier: Apache-2.0
package io.custode.api.command;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The command's name, {@code <scope>.<noun>-<verb>}: scope {@code msp} in core, the plugin's id in
 * a plugin. In the shell {@code <scope>:<noun>-<verb>}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CommandName {
  String value();

  /**
   * @return one line for help and palette
   */
  String description();
}
