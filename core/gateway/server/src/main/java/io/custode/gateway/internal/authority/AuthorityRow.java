// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the database says of the authorities.
 *
 * @param current fingerprint of the one that signs
 * @param other fingerprint of the next or the former one, or null
 * @param changedAt when the last step was made, or null if none ever was
 */
record AuthorityRow(
    Stage stage, String current, @Nullable String other, @Nullable Instant changedAt) {
  /** Whether a home has just these. */
  boolean is(Authorities held) {
    return held.trusted().equals(trusted())
        && Authorities.fingerprint(held.current().certificate()).equals(current)
        && (stage == Stage.PREPARED) == (held.next() != null);
  }

  private String trusted() {
    return Authorities.trusted(other == null ? List.of(current) : List.of(current, other));
  }
}
