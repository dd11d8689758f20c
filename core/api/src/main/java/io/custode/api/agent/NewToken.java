// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agent;

import io.custode.api.command.Doc;
import io.custode.api.tenant.SiteId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token to be, in the tenant that is bound. */
public record NewToken(
    @Doc("Site of the same tenant that the machines join") @Nullable SiteId site,
    @Doc("How long it can be used, PT1M to P90D; default PT1H") @Nullable Duration validFor,
    @Doc("How many machines it enrols, 1 to 10,000; default 1") @Nullable Integer uses,
    @Doc("Networks that machines may come from, as 192.0.2.0/24; default anywhere")
        @Nullable List<String> networks,
    @Doc("Whether each machine waits until somebody approves it; default no")
        @Nullable Boolean approval) {
  /** For one machine, from anywhere, without approval. */
  public NewToken(@Nullable SiteId site, @Nullable Duration validFor) {
    this(site, validFor, null, null, null);
  }
}
