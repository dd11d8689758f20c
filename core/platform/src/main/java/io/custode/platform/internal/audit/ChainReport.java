// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import org.jspecify.annotations.Nullable;

/**
 * What became of the chain.
 *
 * @param intact whether every entry is as it was recorded
 * @param entries how many were found good, from the first on
 * @param noted number and hash of the last good entry, {@code 1200:ab...}; noted elsewhere it
 *     proves later that nobody wrote the chain anew
 * @param finding what is wrong with the first broken place, or null
 * @param sequence the first broken place, or null
 * @param entry id of the entry that stands there, or null
 * @param meaning in a sentence
 */
public record ChainReport(
    boolean intact,
    long entries,
    String noted,
    @Nullable Finding finding,
    @Nullable Long sequence,
    @Nullable String entry,
    String meaning) {}
