// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.gate;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ops4j.pax.logging.spi.PaxLevel;
import org.ops4j.pax.logging.spi.PaxLocationInfo;
import org.ops4j.pax.logging.spi.PaxLoggingEvent;

/**
 * A line of the log.
 *
 * @param properties what its thread had in its MDC
 */
record Line(Map<String, Object> properties) implements PaxLoggingEvent {
  @Override
  public Map<String, Object> getProperties() {
    return properties;
  }

  @Override
  public @Nullable PaxLocationInfo getLocationInformation() {
    return null;
  }

  @Override
  public @Nullable PaxLevel getLevel() {
    return null;
  }

  @Override
  public String getLoggerName() {
    return "test";
  }

  @Override
  public String getFQNOfLoggerClass() {
    return "test";
  }

  @Override
  public String getMessage() {
    return "a line";
  }

  @Override
  public String getRenderedMessage() {
    return "a line";
  }

  @Override
  public String getThreadName() {
    return "test";
  }

  @Override
  public String @Nullable [] getThrowableStrRep() {
    return null;
  }

  @Override
  public boolean locationInformationExists() {
    return false;
  }

  @Override
  public long getTimeStamp() {
    return 0;
  }
}
