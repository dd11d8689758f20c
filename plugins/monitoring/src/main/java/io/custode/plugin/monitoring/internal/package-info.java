// SPDX-License-Identifier: Apache-2.0
/** What the plugin offers: the store as a service, its routes and commands. */
@NullMarked
package io.custode.plugin.monitoring.internal;

import org.jspecify.annotations.NullMarked;
