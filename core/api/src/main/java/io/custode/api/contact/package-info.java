// SPDX-License-Identifier: Apache-2.0
/** People at a customer's: whom to call, whose machine it is. They need not be able to sign in. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package io.custode.api.contact;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
