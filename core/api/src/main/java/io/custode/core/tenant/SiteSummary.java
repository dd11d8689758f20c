// SPDX-License-Identifier: Apache-2.0
package io.custode.core.tenant;

import io.custode.api.tenant.Site;
import org.jspecify.annotations.Nullable;

/**
 * What there is at a site now. Numbers are null for who may not read assets.
 *
 * @param assets those that are not retired
 * @param online how many of these are online
 */
public record SiteSummary(Site site, @Nullable Long assets, @Nullable Long online) {}
