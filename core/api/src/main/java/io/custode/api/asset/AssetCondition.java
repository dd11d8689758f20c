// SPDX-License-Identifier: Apache-2.0
package io.custode.api.asset;

import io.custode.api.command.Doc;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a list of assets, such as {@code OS CONTAINS "debian"}. What is not known of an
 * asset is none of the values: {@code IS_NOT} and {@code CONTAINS_NOT} find it too.
 *
 * @param value a text of 1 to 200 characters, compared without case; the name of a kind or state;
 *     an id; {@code true} or {@code false}; a whole number; for times a duration back from now,
 *     {@code P30D}; null for {@code KNOWN} and {@code UNKNOWN}
 */
public record AssetCondition(
    @Doc("What is compared") Field field,
    @Doc("How it is compared") Operator operator,
    @Doc("With what; nothing for KNOWN and UNKNOWN") @Nullable String value) {
  /** What is known of an asset, and how it is compared. */
  public enum Field {
    NAME,
    OS,
    SERIAL,
    KIND,
    STATE,
    TENANT,
    SITE,
    ONLINE,
    /** Whether an agent is bound to it. */
    AGENT,
    CPUS,
    /** In bytes. */
    MEMORY,
    /** The last sign of life; of those that are connected, now. */
    SEEN,
    CREATED
  }

  /** How a field is compared. */
  public enum Operator {
    IS,
    IS_NOT,
    CONTAINS,
    CONTAINS_NOT,
    STARTS_WITH,
    AT_LEAST,
    AT_MOST,
    /** Not longer ago. */
    WITHIN,
    /** Longer ago, or never. */
    NOT_WITHIN,
    KNOWN,
    UNKNOWN
  }
}
