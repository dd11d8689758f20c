// SPDX-License-Identifier: Apache-2.0
package io.custode.core.access;

import io.custode.core.access.SignIn.Origin;
import io.custode.core.access.SignIn.Session;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Signing in by somebody else: an OpenID provider. A browser is sent there with a ticket that only
 * it has, and comes back with an answer.
 */
@ProviderType
public interface ProviderSignIn {
  /** All that there are, by label. */
  List<Choice> choices();

  /**
   * @param provider id of a choice
   * @param next path of the console to go to afterwards
   * @throws io.custode.api.error.NotFound if there is no such provider
   * @throws io.custode.api.error.Problem {@code sign-in-provider-down} if it does not answer as one
   */
  Departure begin(String provider, String next);

  /**
   * @param ticket that the browser was given
   * @param answer the query that the provider sent it back with
   * @throws io.custode.api.error.Problem {@code sign-in-refused} if the answer does not hold,
   *     {@code no-group} if no group of his opens anything, {@code name-used} if another user has
   *     his name, {@code address-not-allowed}, {@code sign-in-provider-down}
   * @throws io.custode.api.error.TooMany after too many failures from that address
   */
  Arrival arrive(String ticket, Map<String, String> answer, Origin origin);

  /**
   * @param session the cookie's value
   * @return where to send the browser after it signed out, so that it does at the provider too
   */
  Optional<URI> leave(String session);

  /** A provider as people see it. */
  record Choice(String id, String label) {}

  /**
   * The way there.
   *
   * @param ticket for this browser to keep for ten minutes
   */
  record Departure(URI to, String ticket) {
    @Override
    public String toString() {
      return "Departure";
    }
  }

  /**
   * The way back.
   *
   * @param next path of the console; never another site's
   */
  record Arrival(Session session, String next) {}
}
