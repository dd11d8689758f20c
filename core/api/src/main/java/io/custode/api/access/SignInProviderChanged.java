// SPDX-License-Identifier: Apache-2.0
package io.custode.api.access;

import io.custode.api.event.DomainEvent;
import io.custode.api.event.EventId;
import java.time.Instant;

/**
 * An OpenID provider by which people sign in was set or removed, or what its groups may do.
 *
 * @param provider its id, {@code entra}
 */
public record SignInProviderChanged(EventId id, Instant at, String provider)
    implements DomainEvent {}
