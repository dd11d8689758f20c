// SPDX-License-Identifier: Apache-2.0
package io.custode.api.alert;

import io.custode.api.asset.AssetId;
import io.custode.api.command.Doc;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong.
 *
 * @param kind what sort of thing, {@code <plugin>.<noun>}, {@code monitoring.disk-full}; a plugin's
 *     begin with its id. At most 100 characters
 * @param key which one of that sort on the asset, such as a mount point; 1 to 200 characters. Kind,
 *     asset and key together say that two alerts are the same
 * @param title one line for people
 * @param cause an alert of the same tenant that this one follows from, or null
 */
public record NewAlert(
    @Doc("What sort of thing, monitoring.disk-full") String kind,
    @Doc("Which one of that sort on the asset, 1 to 200 characters") String key,
    @Doc("How bad it is") Severity severity,
    @Doc("One line for people, 1 to 200 characters") String title,
    @Doc("More of it, at most 2000 characters") @Nullable String detail,
    @Doc("The asset that it is about") @Nullable AssetId asset,
    @Doc("The alert that it follows from") @Nullable AlertId cause) {}
