// SPDX-License-Identifier: Apache-2.0
/** Where the store keeps what it has: tables of the plugin's schema, the provider's as a whole. */
@NullMarked
package io.custode.plugin.monitoring.internal.rows;

import org.jspecify.annotations.NullMarked;
