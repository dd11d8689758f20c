// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.identity;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says when a handshake failed for the time of day. A clock may be three days slow, as the platform
 * dates its certificates back; what is beyond it looks like an attack unless it is said.
 */
public final class CertificateDates {
  private CertificateDates() {}

  /**
   * @return what is wrong and what to do, or empty if it is not the dates
   */
  public static Optional<String> wrong(Throwable failure) {
    for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof CertificateNotYetValidException) {
        return Optional.of(
            "its certificate is not yet valid by this machine's clock, "
                + now()
                + ": set the clock right");
      }
      if (t instanceof CertificateExpiredException) {
        return Optional.of(
            "its certificate has ended by this machine's clock, "
                + now()
                + ": set the clock right; if it is, have the platform's certificate renewed"
                + " (msp:certificate-renew)");
      }
    }
    return Optional.empty();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }
}
