// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import java.util.logging.Level;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Liquibase's log in ours, a step lower: its successes are chatter, its failures are thrown. */
final class LiquibaseLog extends AbstractLogService {
  private static final Logger LOG = LoggerFactory.getLogger("io.custode.persistence.liquibase");

  @Override
  public int getPriority() {
    return PRIORITY_NOT_APPLICABLE;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public liquibase.logging.Logger getLog(Class type) {
    return new Line();
  }

  // Liquibase declares close() so wide; nothing waits in it
  @SuppressWarnings("try")
  private static final class Line extends AbstractLogger {
    @Override
    public void log(Level level, String message, @Nullable Throwable thrown) {
      if (level == Level.WARNING || level == Level.SEVERE) {
        LOG.info(message, thrown);
      } else {
        LOG.debug(message, thrown);
      }
    }
  }
}
