// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import java.time.Instant;

/**
 * What the platform vouches for.
 *
 * @param sha256 of the jar, lower-case hexadecimal
 * @param counter grows; an agent takes another jar only if it is above the last of this id
 * @param publisher SHA-256 of the public key that the jar is signed with, lower-case hexadecimal
 */
public record ModuleDescriptor(
    String id,
    String version,
    String sha256,
    long size,
    Instant expires,
    long counter,
    String publisher) {}
