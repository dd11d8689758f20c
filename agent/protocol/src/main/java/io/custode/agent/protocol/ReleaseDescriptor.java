// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import java.time.Instant;

/**
 * A release of the agent's program that the platform vouches for.
 *
 * @param sha256 of the archive, lower-case hexadecimal; the agent fetches {@code
 *     /releases/<sha256>}
 * @param size of the archive, in bytes
 * @param unpacked what it needs on the disk, in bytes
 * @param counter later releases have a higher one; an agent refuses one below that of what it runs
 * @param expires by the platform's clock
 */
public record ReleaseDescriptor(
    String version,
    String os,
    String arch,
    String sha256,
    long size,
    long unpacked,
    long counter,
    Instant expires) {
  public Release release() {
    return new Release(version, os, arch);
  }
}
