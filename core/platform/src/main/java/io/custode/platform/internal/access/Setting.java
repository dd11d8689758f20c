// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.json.Json;

/**
 * Something that a user set for himself.
 *
 * @param name whose meaning the one who asks for it knows, {@code console.assets.views}
 */
public record Setting(String name, Json value) {}
