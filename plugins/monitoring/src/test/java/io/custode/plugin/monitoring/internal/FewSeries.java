// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal;

import java.lang.annotation.Annotation;

/** Settings as they are, but for few series of an asset. */
public record FewSeries() implements Metrics.Config {
  @Override
  public int rawDays() {
    return 14;
  }

  @Override
  public int fiveMinutesDays() {
    return 396;
  }

  @Override
  public int hourDays() {
    return 1830;
  }

  @Override
  public int seriesPerAsset() {
    return 10;
  }

  @Override
  public Class<? extends Annotation> annotationType() {
    return Metrics.Config.class;
  }
}
