// SPDX-License-Identifier: Apache-2.0
package io.custode.api.notice;

import io.custode.api.alert.Severity;
import io.custode.api.asset.AssetId;
import io.custode.api.event.EventId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What people may want to be told of.
 *
 * @param event by which it is known: told again it is the same notice
 * @param kind {@code core.alert-raised}; a plugin's begin with its id and a dot
 * @param title one line, 1 to 200 characters
 * @param asset of the bound tenant, or null
 */
public record NewNotice(
    EventId event,
    String kind,
    Severity severity,
    String title,
    @Nullable String detail,
    @Nullable AssetId asset,
    Instant at) {}
