// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import java.time.Instant;

/**
 * A jar that was sent to the platform and waits there to be planned and installed.
 *
 * @param source what {@link Plugins#plan} and {@link Plugins#install} know it by: {@code upload:}
 *     and its SHA-256
 * @param size in bytes
 * @param until when it is forgotten
 */
public record PluginUpload(String source, long size, Instant until) {}
