// SPDX-License-Identifier: Apache-2.0
package io.custode.api.audit;

import io.custode.api.access.UserId;
import io.custode.api.json.Json;

/**
 * What an entry says about a person and must be forgotten with him: a name, an address. It is kept
 * under a key of that person, and unreadable once that key is destroyed.
 *
 * @param person whose key it is kept under
 * @param values an object, at most 1,000 characters; longer it is left out; never a secret
 */
public record PersonalDetail(UserId person, Json values) {}
