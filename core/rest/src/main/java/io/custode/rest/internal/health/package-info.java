// SPDX-License-Identifier: Apache-2.0
/** How the platform is: /health for probes, /metrics for Prometheus. */
@NullMarked
package io.custode.rest.internal.health;

import org.jspecify.annotations.NullMarked;
