// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.publish;

import io.custode.core.json.JsonMapping;

/** Where JSON mappings come from: one per publication, so that no mapper outlives a plugin. */
public interface Mappings {
  JsonMapping take();

  void giveBack(JsonMapping mapping);
}
