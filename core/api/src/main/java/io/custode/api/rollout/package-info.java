// SPDX-License-Identifier: Apache-2.0
/** Rollouts: something goes to many assets, ring by ring, and stops by itself if it does harm. */
@Export(substitution = Export.Substitution.NOIMPORT)
@Version("1.1.0")
@NullMarked
package io.custode.api.rollout;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
