// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import org.eclipse.persistence.logging.AbstractSessionLog;
import org.eclipse.persistence.logging.SessionLog;
import org.eclipse.persistence.logging.SessionLogEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** EclipseLink's log in ours. EclipseLink makes it by name, so it is public. */
public final class EclipseLinkLog extends AbstractSessionLog {
  private static final Logger LOG = LoggerFactory.getLogger("io.custode.persistence.eclipselink");

  @Override
  public void log(@Nullable SessionLogEntry entry) {
    if (entry == null || !shouldLog(entry.getLevel(), entry.getNameSpace())) {
      return;
    }
    if (entry.hasException()) {
      // it is thrown as well, and whoever catches it knows whether it is news
      LOG.debug("EclipseLink", entry.getException());
    } else if (entry.getLevel() >= SessionLog.SEVERE) {
      LOG.error(formatMessage(entry));
    } else {
      LOG.warn(formatMessage(entry));
    }
  }
}
