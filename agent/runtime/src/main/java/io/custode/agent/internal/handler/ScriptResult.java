// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.handler;

/**
 * What a script did.
 *
 * @param stdout beginning and end of it, at most 64 KiB
 * @param truncated whether the middle of stdout or stderr was left out
 */
public record ScriptResult(
    int exitCode, String stdout, String stderr, boolean truncated, long millis) {}
