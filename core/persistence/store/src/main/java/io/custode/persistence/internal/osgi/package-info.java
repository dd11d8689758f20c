// SPDX-License-Identifier: Apache-2.0
/** The schema extender: bundles come, their schemas follow. */
@NullMarked
package io.custode.persistence.internal.osgi;

import org.jspecify.annotations.NullMarked;
