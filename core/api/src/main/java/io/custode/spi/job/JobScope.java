// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.job;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/** One run of a job. Of a job {@link JobSchedule#perTenant()}, one run for one tenant, bound. */
@ProviderType
public interface JobScope {
  /**
   * @return when it should have begun; if several runs were missed, the first of them
   */
  Instant dueAt();

  /**
   * @return whether it was begun before and nobody knows how far it came
   */
  boolean isRepeat();

  /**
   * @return whether it must end now: its time is over, its bundle leaves, or another node took over
   */
  boolean isCancelled();
}
