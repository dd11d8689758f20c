// SPDX-License-Identifier: Apache-2.0
package io.custode.api.command;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What of a page people see in the shell: fields of its records, the most telling first, since a
 * narrow terminal cuts the last. Without this they see all; {@code --json} always has all.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Columns {
  String[] value();
}
