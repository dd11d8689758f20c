// SPDX-License-Identifier: Apache-2.0
package io.custode.spi.policy;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of policy: a record, each component of which is a field that is set, inherited and locked
 * by itself. Register it as a service. What people stored stays when the service goes, and applies
 * again when it comes back.
 *
 * <p>At most 100 components: texts, numbers, booleans, enums, ids, times, durations, lists and maps
 * of these, and records, which are inherited as a whole. {@code @Doc} on a component is its help;
 * {@code @Nullable} lets it be set to nothing; {@link Merged} makes a list grow on the way down.
 * Components may be added, with a default, and removed later: what was stored for a removed one
 * stays stored.
 *
 * @param <T> the record
 */
@ConsumerType
public interface PolicyType<T extends Record> {
  /**
   * @return {@code <plugin>.<noun>}, {@code patching.schedule}, at most 60 characters; never
   *     changed, since what is stored hangs on it
   */
  String name();

  /**
   * @return one line for people
   */
  String description();

  /**
   * @return what applies where nobody set anything; always the same
   */
  T defaults();

  /**
   * Refuses values that make no sense, where they are set: asked with what would apply at that
   * level. It cannot keep apart what meets only on an asset, where fields come from several levels,
   * so each field must make sense by itself.
   *
   * @throws io.custode.api.error.Invalid naming the fields
   */
  default void check(T value) {}
}
