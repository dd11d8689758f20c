// SPDX-License-Identifier: Apache-2.0
/**
 * Keeps measured values: a log makes them durable at once, chunks keep them small for years. Needs
 * the JDK and somewhere to put rows, nothing else. Times are milliseconds since 1970.
 */
@NullMarked
package io.custode.plugin.monitoring.internal.store;

import org.jspecify.annotations.NullMarked;
