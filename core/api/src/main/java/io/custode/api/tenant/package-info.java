// SPDX-License-Identifier: Apache-2.0
/** Tenants (customers of the MSP), their sites, and the binding of work to one tenant. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.2.0")
@NullMarked
package io.custode.api.tenant;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
