// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import java.time.Instant;

/**
 * A catalog that this installation knows.
 *
 * @param publisher fingerprint of its publisher's certificate, SHA-256 in hexadecimal
 * @param sha256 of its file
 * @param issuedAt when its publisher made it
 * @param loadedAt when it came
 * @param entries how many versions of plugins it offers
 */
public record LoadedCatalog(
    String name,
    String publisher,
    String sha256,
    Instant issuedAt,
    Instant loadedAt,
    int entries) {}
