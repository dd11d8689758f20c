// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What browsers are shown, as far as this node knows: a proxy before it shows its own.
 *
 * @param own whether the administrator put it there; else this installation's authority made it,
 *     which browsers do not know
 * @param names host names and addresses that it is good for
 * @param trouble why what the administrator put there is not used; null: nothing is wrong
 * @param files where one of the administrator's own is put: certificate, then key
 */
public record ShownCertificate(
    boolean own,
    String subject,
    String issuer,
    List<String> names,
    Instant endsAt,
    @Nullable String trouble,
    List<String> files) {}
