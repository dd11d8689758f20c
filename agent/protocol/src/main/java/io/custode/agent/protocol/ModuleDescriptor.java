// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import java.time.Instant;

/**
 * What the platform vouches for.
 *
 * @param sha256 of the jar, lower-case hexadecimal
 * @param counter grows; an agent refuses one that is not above the last of this id
 */
public record ModuleDescriptor(
    String id, String version, String sha256, long size, Instant expires, long counter) {}
