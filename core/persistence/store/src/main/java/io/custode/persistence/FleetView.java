// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An entity over the rows of all tenants that the viewer sees, by name most often the table of a
 * tenant's entity; a view is needed for joins only. The table or view has the column {@code
 * tenant_id}; the filter by {@code core.visible} is put on every query. Read-only; a write is
 * refused.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FleetView {}
