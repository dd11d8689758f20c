// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

/**
 * Whether a plugin and this platform belong together.
 *
 * @param needs versions of the platform's API that the plugin is built for, an OSGi version range:
 *     {@code [1.0.0,2.0.0)}; empty if it does not say
 * @param here version of the platform's API
 * @param met whether that is one of them
 */
public record PlatformNeed(String needs, String here, boolean met) {}
