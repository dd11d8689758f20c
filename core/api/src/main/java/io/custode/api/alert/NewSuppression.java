// SPDX-License-Identifier: Apache-2.0
package io.custode.api.alert;

import io.custode.api.asset.AssetId;
import io.custode.api.calendar.CalendarId;
import io.custode.api.command.Doc;
import io.custode.api.group.GroupId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is expected, so that nobody is disturbed by it. At least one of asset, group and kind is
 * there; what is there has to fit altogether.
 *
 * @param kind a kind, or the first words of kinds: {@code monitoring} stands for all of that plugin
 * @param from null: from now on
 * @param until at most 366 days later; null only with a calendar
 * @param calendar if there, only in its maintenance windows
 */
public record NewSuppression(
    @Doc("Alerts of this asset") @Nullable AssetId asset,
    @Doc("Alerts of the assets in this group") @Nullable GroupId group,
    @Doc("Alerts of this kind, or of kinds that begin so") @Nullable String kind,
    @Doc("From when on; default: now") @Nullable Instant from,
    @Doc("Until when; may be left out with a calendar") @Nullable Instant until,
    @Doc("Only in the maintenance windows of this calendar") @Nullable CalendarId calendar,
    @Doc("Why, 1 to 500 characters") String reason) {}
