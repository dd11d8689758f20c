// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import java.util.List;

/**
 * Somebody else by whom people sign in, an OpenID provider.
 *
 * @param label as the button shows it
 * @param scopes what is asked for, parted by blanks
 * @param nameClaim claim of the token that holds sign-in names
 * @param groupsClaim claim of the token that holds groups
 * @param domains of e-mail addresses, verified by the provider, that open the user of that name
 * @param strong whether it asks for a second factor itself, so that a role that needs one is
 *     content
 * @param ownCa whether it has certificates that Java does not know
 */
public record SignInProvider(
    String id,
    String label,
    String issuer,
    String clientId,
    String scopes,
    String nameClaim,
    String groupsClaim,
    List<String> domains,
    boolean strong,
    boolean ownCa) {}
