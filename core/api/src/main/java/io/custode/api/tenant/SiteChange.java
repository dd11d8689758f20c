// SPDX-License-Identifier: Apache-2.0
package io.custode.api.tenant;

import io.custode.api.command.Doc;

/** A change of a site. */
public record SiteChange(
    @Doc("Its new name") String name, @Doc("Revision that was read") long revision) {}
