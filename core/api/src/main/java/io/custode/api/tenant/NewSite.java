// SPDX-License-Identifier: Apache-2.0
package io.custode.api.tenant;

import io.custode.api.command.Doc;

/** A site to be, in the tenant that is bound. */
public record NewSite(
    @Doc("Name, 1 to 200 characters, not used by another site of the tenant") String name) {}
