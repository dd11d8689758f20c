// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An entity on a database view over all tenants that the viewer sees. The view joins {@code
 * core.visible} and has the columns {@code viewer_id} and {@code tenant_id}. Read-only; a write is
 * refused.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FleetView {}
