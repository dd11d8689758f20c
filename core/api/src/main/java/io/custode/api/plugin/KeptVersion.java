// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import java.time.Instant;

/**
 * An earlier version of a plugin whose jar is kept, so that it can come back.
 *
 * @param publisher fingerprint of its publisher's certificate, SHA-256 in hexadecimal
 * @param sha256 of the jar
 * @param installedAt when it came
 * @param replacedAt when another version took its place
 */
public record KeptVersion(
    String version, String publisher, String sha256, Instant installedAt, Instant replacedAt) {}
