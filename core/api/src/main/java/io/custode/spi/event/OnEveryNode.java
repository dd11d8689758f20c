// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Beside {@link ListensTo}: every node hears the event, within a second, while it runs. For what a
 * node keeps in memory only and reads from the database when it starts. Nothing comes again: an
 * exception is logged, and a node that is away misses what happens meanwhile. Service property
 * {@code custode.event.on.every.node}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface OnEveryNode {
  String PREFIX_ = "custode.event.";
}
