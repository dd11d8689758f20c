// SPDX-License-Identifier: Apache-2.0
/** Tables for whoever has some: one store per schema, bound to one tenant. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.0.0")
@NullMarked
package io.custode.persistence;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
