// SPDX-License-Identifier: Apache-2.0
package io.custode.api.agent;

import java.time.Instant;

/**
 * A version of the agent's program that the platform gives to its agents.
 *
 * @param version as its archive says, {@code 0.3.0}
 * @param os linux, windows or macos
 * @param arch of the processor, {@code x86_64}; {@code any} if it brings no Java of its own
 * @param sha256 of the archive, lower-case hexadecimal
 * @param bytes of the archive
 * @param unpackedBytes what it takes on a machine
 */
public record AgentRelease(
    AgentReleaseId id,
    String version,
    String os,
    String arch,
    String sha256,
    long bytes,
    long unpackedBytes,
    String addedBy,
    Instant addedAt) {}
