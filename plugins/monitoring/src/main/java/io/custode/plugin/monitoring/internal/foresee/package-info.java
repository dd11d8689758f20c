// SPDX-License-Identifier: Apache-2.0
/** What will be, by what was. */
@NullMarked
package io.custode.plugin.monitoring.internal.foresee;

import org.jspecify.annotations.NullMarked;
