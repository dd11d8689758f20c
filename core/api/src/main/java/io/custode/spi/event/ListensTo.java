// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.event;

import io.custode.api.event.DomainEvent;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** The type of event that a listener hears; service property {@code custode.event.listens.to}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ListensTo {
  String PREFIX_ = "custode.event.";

  Class<? extends DomainEvent> value();
}
