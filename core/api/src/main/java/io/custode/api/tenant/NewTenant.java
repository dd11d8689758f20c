// SPDX-License-Identifier: Apache-2.0
package io.custode.api.tenant;

import io.custode.api.command.Doc;

/** A tenant to be. */
public record NewTenant(
    @Doc("Name, 1 to 200 characters, not used by another tenant") String name) {}
