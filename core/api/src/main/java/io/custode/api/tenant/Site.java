// SPDX-License-Identifier: Apache-2.0
package io.custode.api.tenant;

/** A place of a tenant: an office, a shop, a data centre. */
public record Site(SiteId id, TenantId tenant, String name, long revision) {}
