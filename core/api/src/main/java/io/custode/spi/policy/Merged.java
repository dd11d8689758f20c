// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.policy;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A list that holds what every level set, from the provider down, each value once, instead of what
 * the lowest level set. The defaults are in it only where no level set anything.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Merged {}
