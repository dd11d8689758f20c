// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.UUID;

/** A series that is kept. */
public record Series(long id, UUID tenant, UUID asset, SeriesName name) {}
