// SPDX-License-Identifier: Apache-2.0
package io.custode.api.module;

import io.custode.api.plugin.PluginId;

/**
 * A module that machines are to have.
 *
 * @param id symbolic name of its bundle
 * @param sha256 of its jar, hexadecimal
 * @param bytes of its jar
 */
public record OfferedModule(
    String id,
    PluginId plugin,
    String version,
    String sha256,
    long bytes,
    ModuleDelivery delivery) {}
