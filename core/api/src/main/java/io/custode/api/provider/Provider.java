// SPDX-License-Identifier: Apache-2.0
package io.custode.api.provider;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The MSP that this installation is of. What customers' people see is their tenant's {@code
 * Branding}, not this.
 *
 * @param name null: nobody said it yet
 * @param accent {@code #rrggbb}, as somebody likes it: whoever writes in it makes it readable on
 *     his ground; null: the console's own
 * @param logo a PNG in Base64, at most 64 KiB and 1,024 pixels a side; null: none
 * @param language {@code en} or {@code it}, for who has not chosen another
 * @param zone in which times are written that are sent to people; what is shown to somebody is in
 *     his own
 * @param revision counts changes; send it back to change it; 0 as long as nothing was set
 */
public record Provider(
    @Nullable String name,
    @Nullable String accent,
    @Nullable String logo,
    String language,
    ZoneId zone,
    long revision) {}
