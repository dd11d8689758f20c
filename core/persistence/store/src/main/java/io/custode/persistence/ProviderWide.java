// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An entity of the provider's, not of a tenant's: its table has no {@code tenant_id}. In a plugin
 * it needs a capability.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ProviderWide {}
