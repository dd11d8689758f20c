// SPDX-License-Identifier: Apache-2.0
package io.custode.api.policy;

import io.custode.api.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A type of policy.
 *
 * @param known whether it is there; if not, only its name is known, from what is stored
 * @param description one line; empty if it is not there
 * @param schema of its values, JSON Schema 2020-12, with the defaults; {@code x-custode-merged}
 *     marks lists that grow on the way down. Null if it is not there
 */
public record PolicyTypeInfo(
    String name, boolean known, String description, @Nullable Json schema) {}
