// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An entity of the provider's, not of one tenant's. It is out of reach, to read and to write and in
 * joins too, unless the provider is bound. Its table may have a {@code tenant_id} all the same,
 * which is a plain column then. In a plugin it needs {@code tables:provider} among its {@code
 * Custode-Capabilities}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ProviderWide {}
