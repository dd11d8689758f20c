// SPDX-License-Identifier: Apache-2.0
package io.custode.api.job;

import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * All jobs of the installation. They are the provider's: not to be called in an open transaction.
 */
@ProviderType
public interface Jobs {
  Optional<JobInfo> get(String name);

  /** Ordered by name. */
  Page<JobInfo> find(PageRequest page);

  /**
   * Newest first.
   *
   * @throws io.custode.api.error.NotFound if there is no such job
   */
  Page<JobRun> runs(String name, PageRequest page);

  /**
   * Has it run as soon as a node can, also if it is disabled.
   *
   * @throws io.custode.api.error.NotFound if there is no such job
   * @throws io.custode.api.error.Conflict {@code job-running} if it runs now
   */
  JobInfo run(String name);

  /**
   * Switches its schedule on, from the next time on, or off; what runs goes on.
   *
   * @throws io.custode.api.error.NotFound if there is no such job
   */
  JobInfo enable(String name, boolean enabled);
}
