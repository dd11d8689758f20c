// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.health;

import io.custode.spi.health.HealthCheck;
import java.io.File;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Part {@code disk}: there is room in the home, for the log, plugins and, if it is Derby, the
 * database. It goes down before writes begin to fail.
 */
@Component
public final class DiskHealth implements HealthCheck {
  private static final long MIB = 1024 * 1024;
  private static final long LEAST_MIB = 64;

  private final File home;

  @Activate
  public DiskHealth() {
    this(new File(System.getProperty("custode.home", ".")));
  }

  DiskHealth(File home) {
    this.home = home;
  }

  @Override
  public String part() {
    return "disk";
  }

  @Override
  public Health check() {
    long free = home.getUsableSpace() / MIB;
    return free >= LEAST_MIB
        ? new Health(true, free + " MiB free")
        : new Health(
            false,
            free + " MiB free in the home: make room (at least " + LEAST_MIB + " MiB are needed)");
  }
}
