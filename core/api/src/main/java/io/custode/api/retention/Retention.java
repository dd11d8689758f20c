// SPDX-License-Identifier: Apache-2.0
package io.custode.api.retention;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Rules for all tenants; a job deletes once a day what they no longer keep. */
@ProviderType
public interface Retention {
  /**
   * @return one for each kind, in their order
   */
  List<RetentionRule> rules();

  /**
   * @param days null: for ever; at most 36,500
   * @throws io.custode.api.error.Invalid if they are fewer than the least of that kind
   */
  RetentionRule set(RetentionKind kind, @Nullable Integer days);

  /**
   * Deletes nothing.
   *
   * @return what the rules that are set would delete now
   */
  List<RetentionCount> preview();
}
