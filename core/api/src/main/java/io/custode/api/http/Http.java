// SPDX-License-Identifier: Apache-2.0
package io.custode.api.http;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The way out for a plugin's server part, which has no sockets of its own. It calls the hosts that
 * the plugin's {@code Custode-Capabilities} name ({@code host:api.acme.com}, {@code
 * host:*.acme.com}, {@code host:api.acme.com:8443} for another port than 443), over TLS that the
 * platform trusts, through the platform's proxy if it has one.
 *
 * <p>Redirects are followed to declared hosts, five at most, and take no secret to another host.
 * Addresses in private networks need {@code network:private}; this machine and its link are for
 * nobody, but in the developer mode, where {@code http://localhost:8080} may be called if it is
 * declared. Eight calls at once for each plugin and node. Not inside a transaction: it would wait
 * for the other side.
 */
@ProviderType
public interface Http {
  /**
   * Sends, and waits for the whole answer. An answer of 400 or above is an answer, too.
   *
   * @throws io.custode.api.error.Invalid if a field of the call breaks its rule, or the secret that
   *     it names is not set
   * @throws io.custode.api.error.Problem {@code capability-needed} if the host, its network or the
   *     secret is not declared; {@code answer-too-large}; {@code too-many-calls}
   * @throws io.custode.api.error.Unavailable if no whole answer came in time, for whatever reason;
   *     whether the other side acted on it is not known
   */
  HttpAnswer send(HttpCall call);
}
