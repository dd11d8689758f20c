// SPDX-License-Identifier: Apache-2.0
package io.custode.api.alert;

import io.custode.api.asset.AssetId;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Alerts of the bound tenant; unbound, a technician reads those of all tenants that he sees and
 * changes none. Not to be called in an open transaction. Kinds belong to the plugin whose id they
 * begin with: another plugin's raise and resolve are refused with the problem {@code
 * capability-needed}.
 */
@ProviderType
public interface Alerts {
  Optional<Alert> get(AlertId id);

  /** Newest first. */
  Page<Alert> find(AlertQuery query, PageRequest page);

  /**
   * Raises an alert. If it is there already, it counts one more and takes over severity, title and
   * detail: nobody hears of it again unless it is worse. If it was resolved less than an hour ago,
   * it is reopened, so that what comes and goes is one alert. A source that has too many alerts of
   * the tenant gets no more of them: one alert {@code core.alert-flood} tells, and is the answer.
   *
   * @throws io.custode.api.error.Invalid naming the field that breaks its rule
   * @throws io.custode.api.error.NotFound if the tenant has no such asset or cause
   */
  Alert raise(NewAlert alert);

  /**
   * Says that what was raised is over; nothing happens if it is not there.
   *
   * @return the alert as it is now
   */
  Optional<Alert> resolve(String kind, @Nullable AssetId asset, String key);

  /**
   * @throws io.custode.api.error.NotFound if the tenant has no such alert
   * @throws io.custode.api.error.Conflict {@code alert-resolved} if it is over already
   */
  Alert resolve(AlertId id, @Nullable String note);

  /**
   * Says that somebody looks after it.
   *
   * @throws io.custode.api.error.NotFound if the tenant has no such alert
   * @throws io.custode.api.error.Conflict {@code alert-resolved} if it is over already
   */
  Alert acknowledge(AlertId id, @Nullable String note);

  /**
   * @throws io.custode.api.error.NotFound if the tenant has no such alert
   * @throws io.custode.api.error.Conflict {@code alert-not-resolved} if it is not over, {@code
   *     already-exists} if it was raised anew meanwhile
   */
  Alert reopen(AlertId id, @Nullable String note);
}
