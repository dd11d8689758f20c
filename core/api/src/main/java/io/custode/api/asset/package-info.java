// SPDX-License-Identifier: Apache-2.0
/** Assets: what the MSP manages for a tenant, with identity, inventory and merge proposals. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.1.0")
@NullMarked
package io.custode.api.asset;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
