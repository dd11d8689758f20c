// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.job;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** When and how a {@link Job} runs; service properties {@code custode.job.*}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface JobSchedule {
  String PREFIX_ = "custode.job.";

  /**
   * @return {@code <plugin>.<noun>-<verb>}, in core {@code core.action-sweep}; never changed, since
   *     its history hangs on it
   */
  String name();

  /**
   * @return one line for people
   */
  String description();

  /**
   * @return Quartz notation, seconds first: {@code 0 30 2 * * ?}. A fixed hour that the clock skips
   *     runs when the skip ends, one that it repeats runs the first time only; a job of every hour
   *     ({@code *} or {@code *}/n) runs in the repeated hour too
   */
  String cron();

  /**
   * @return the zone of {@link #cron()}
   */
  String zone() default "UTC";

  /**
   * @return for runs that are more than a minute late
   */
  MissedRun missed() default MissedRun.ONCE;

  /**
   * @return whether it is run for each tenant, bound to it. If not, no tenant is bound and the job
   *     reaches all: a plugin needs the capability {@code tenants:all} for that
   */
  boolean perTenant() default false;

  /**
   * @return whether a run that a node began and did not end may be run again. If not, it is left as
   *     it is and people are told
   */
  boolean idempotent() default false;

  /**
   * @return after how many seconds a run is interrupted, 1 to 86,400
   */
  long timeoutSeconds() default 3600;
}
