// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.persistence.AttributeConverter;
import javax.persistence.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Instants as {@code BIGINT} microseconds since 1970: exact, sortable and the same on every
 * database. Finer digits are cut. Name it at the attribute, {@code @Convert(converter =
 * InstantMicros.class)}, so that the reader sees it; an Instant without it is mapped the same way.
 */
@Converter(autoApply = true)
public class InstantMicros implements AttributeConverter<Instant, Long> {
  private static final long MICROS = 1_000_000;

  @Override
  public @Nullable Long convertToDatabaseColumn(@Nullable Instant instant) {
    // ChronoUnit.MICROS.between counts nanoseconds on the way, which overflow in 2262
    return instant == null
        ? null
        : Math.addExact(
            Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / 1000);
  }

  @Override
  public @Nullable Instant convertToEntityAttribute(@Nullable Long micros) {
    return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
