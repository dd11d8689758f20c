// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.job;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Work that is done by the clock. Register it as a service with {@link JobSchedule}. It runs as the
 * platform, on one node at a time; when it fails, an administrator sees why.
 */
@ConsumerType
@FunctionalInterface
public interface Job {
  /**
   * Does the work. Must end soon after its thread is interrupted.
   *
   * @throws Exception what failed; its message is kept in the history, so never a secret
   */
  void run(JobScope scope) throws Exception;
}
