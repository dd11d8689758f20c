// SPDX-License-Identifier: Apache-2.0
/** What measured values must not be, and who is told when they are. */
@NullMarked
package io.custode.plugin.monitoring.internal.rule;

import org.jspecify.annotations.NullMarked;
