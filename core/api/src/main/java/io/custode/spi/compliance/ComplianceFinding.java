// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.compliance;

import io.custode.api.compliance.ComplianceState;
import io.custode.api.json.Json;

/**
 * What a source says of an asset and an item. Each finding that differs from the one before is kept
 * for good, so neither text holds what changes all the time, such as the time of the check.
 *
 * @param item its id
 * @param reason one sentence for people, 1 to 500 characters, also where all is well
 * @param evidence what shows it, at most 4,000 characters of JSON; never a secret
 */
public record ComplianceFinding(String item, ComplianceState state, String reason, Json evidence) {}
