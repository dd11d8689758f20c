// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.oidc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says about somebody, in a token whose signature, sender, receiver, time and nonce
 * were checked.
 *
 * @param subject his id at that provider, which never changes
 * @param name of the claim that holds sign-in names; null if he has none
 * @param groups of the claim that holds groups; empty if there is none
 * @param email only if the provider has verified it
 */
public record Claims(
    String subject, @Nullable String name, List<String> groups, @Nullable String email) {
  public Claims {
    groups = List.copyOf(groups);
  }
}
