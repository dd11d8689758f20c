// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agent;

import io.custode.api.command.Doc;
import io.custode.api.tenant.SiteId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A token to be, in the tenant that is bound. */
public record NewToken(
    @Doc("Site of the same tenant that the machine joins") @Nullable SiteId site,
    @Doc("How long it can be used, PT1M to P30D; default PT1H") @Nullable Duration validFor) {}
