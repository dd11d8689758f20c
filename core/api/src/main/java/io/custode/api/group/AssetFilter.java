// SPDX-License-Identifier: Apache-2.0
package io.custode.api.group;

import io.custode.api.command.Doc;
import io.custode.api.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which assets. Exactly one of {@code and}, {@code or}, {@code not}, {@code field} and {@code
 * group} is there: {@code {"and": [{"field": "kind", "operator": "IS", "value": "SERVER"}, {"not":
 * {"group": "<id>"}}]}}. At most 8 deep and 100 conditions, and 500 with all the groups that it
 * refers to.
 *
 * @param and all of these, 1 to 50
 * @param or any of these, 1 to 50
 * @param not not this
 * @param field what is known of an asset: {@code name}, {@code kind}, {@code state}, {@code site},
 *     {@code online}, {@code agent} (whether it has one), {@code serial}, {@code cpus}, {@code
 *     memoryBytes}; of its last inventory {@code os}, {@code osFamily}, {@code osVersion}, {@code
 *     kernel}, {@code architecture}, {@code hostname}, {@code addresses}, {@code macs}, {@code
 *     manufacturer}, {@code model}, {@code processor}, {@code software} (name of an installed
 *     package)
 * @param operator which of them a field takes depends on its type: texts all but the last two,
 *     numbers {@code IS}, {@code IN}, {@code AT_LEAST}, {@code AT_MOST}, all others {@code IS} and
 *     {@code IN}
 * @param value a text, a number, true or false; for {@code IN} a list of 1 to 100; none for {@code
 *     KNOWN}. Texts are at most 200 characters and compared without case, but for the name of a
 *     package
 * @param group the members of another group
 */
public record AssetFilter(
    @Doc("All of these") @Nullable List<AssetFilter> and,
    @Doc("Any of these") @Nullable List<AssetFilter> or,
    @Doc("Not this") @Nullable AssetFilter not,
    @Doc("What is known of an asset: name, kind, state, site, online, os, software, ...")
        @Nullable String field,
    @Doc("How it is compared") @Nullable Operator operator,
    @Doc("With what; a list for IN, nothing for KNOWN") @Nullable Json value,
    @Doc("Members of this group") @Nullable GroupId group) {

  /** How a field is compared with a value. What is not known of an asset equals nothing. */
  public enum Operator {
    IS,
    /** Is one of a list. */
    IN,
    CONTAINS,
    STARTS_WITH,
    /** Is known at all. */
    KNOWN,
    AT_LEAST,
    AT_MOST
  }

  public AssetFilter {
    and = and == null ? null : List.copyOf(and);
    or = or == null ? null : List.copyOf(or);
  }

  public static AssetFilter all(AssetFilter... filters) {
    return new AssetFilter(List.of(filters), null, null, null, null, null, null);
  }

  public static AssetFilter any(AssetFilter... filters) {
    return new AssetFilter(null, List.of(filters), null, null, null, null, null);
  }

  public static AssetFilter no(AssetFilter filter) {
    return new AssetFilter(null, null, filter, null, null, null, null);
  }

  /**
   * @param value JSON, so a text in quotes
   */
  public static AssetFilter where(String field, Operator operator, String value) {
    return new AssetFilter(null, null, null, field, operator, new Json(value), null);
  }

  public static AssetFilter known(String field) {
    return new AssetFilter(null, null, null, field, Operator.KNOWN, null, null);
  }

  public static AssetFilter in(GroupId group) {
    return new AssetFilter(null, null, null, null, null, null, group);
  }
}
