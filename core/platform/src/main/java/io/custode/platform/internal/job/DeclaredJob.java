// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.job;

import io.custode.spi.job.MissedRun;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Pattern;

/** What a job's {@code @JobSchedule} says. */
record DeclaredJob(
    String name,
    String description,
    String cron,
    String zone,
    CronTimes times,
    MissedRun missed,
    boolean perTenant,
    boolean idempotent,
    Duration timeout) {
  private static final Pattern NAME =
      Pattern.compile("([a-z][a-z0-9]{2,29})\\.[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /**
   * @param plugin {@code core}, or the id of the plugin that brings it
   * @param allTenants whether it may reach all tenants at once
   * @throws IllegalArgumentException saying what is missing or wrong
   */
  static DeclaredJob by(Map<String, Object> properties, String plugin, boolean allTenants) {
    var name = text(properties, "name", 100);
    var scope = NAME.matcher(name);
    if (!scope.matches() || !scope.group(1).equals(plugin)) {
      throw new IllegalArgumentException("its name must be " + plugin + ".<noun>-<verb>");
    }
    boolean perTenant = is(properties, "perTenant");
    if (!perTenant && !allTenants) {
      throw new IllegalArgumentException(
          "it must be perTenant, or its plugin have the capability tenants:all");
    }
    var cron = text(properties, "cron", 100);
    var zone = text(properties, "zone", 60);
    var times = times(cron, zone);
    if (times.next(Instant.EPOCH).isEmpty()) {
      throw new IllegalArgumentException("its cron never comes");
    }
    return new DeclaredJob(
        name,
        text(properties, "description", 200),
        cron,
        zone,
        times,
        MissedRun.valueOf(text(properties, "missed", 20)),
        perTenant,
        is(properties, "idempotent"),
        timeout(properties));
  }

  /**
   * @return {@code core}, or the id of the plugin that brings it
   */
  String owner() {
    return name.substring(0, name.indexOf('.'));
  }

  private static CronTimes times(String cron, String zone) {
    try {
      return new CronTimes(cron, ZoneId.of(zone));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("its zone is none: " + zone, e);
    }
  }

  private static Duration timeout(Map<String, Object> properties) {
    if (properties.get("custode.job.timeoutSeconds") instanceof Long seconds
        && seconds > 0
        && seconds <= 86_400) {
      return Duration.ofSeconds(seconds);
    }
    throw new IllegalArgumentException("its timeoutSeconds must be 1 to 86400");
  }

  private static boolean is(Map<String, Object> properties, String key) {
    return Boolean.TRUE.equals(properties.get("custode.job." + key));
  }

  private static String text(Map<String, Object> properties, String key, int max) {
    if (properties.get("custode.job." + key) instanceof String text
        && !text.isBlank()
        && text.length() <= max) {
      return text;
    }
    throw new IllegalArgumentException(
        "it needs @JobSchedule with " + key + ", at most " + max + " characters");
  }
}
