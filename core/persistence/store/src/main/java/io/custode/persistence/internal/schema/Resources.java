// SPDX-License-Identifier: Apache-2.0
package io.custode.persistence.internal.schema;

import java.net.URL;
import org.jspecify.annotations.Nullable;

/** Files of whoever owns a schema: entries of its bundle, or of a class loader. */
@FunctionalInterface
public interface Resources {
  /**
   * @param path without a leading slash
   * @return where it is, or null
   */
  @Nullable URL find(String path);
}
