// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agreement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which agreements, all conditions together; null means any.
 *
 * @param inForceOn in force on this day
 */
public record AgreementQuery(@Nullable AgreementKind kind, @Nullable LocalDate inForceOn) {
  public static final AgreementQuery ANY = new AgreementQuery(null, null);
}
