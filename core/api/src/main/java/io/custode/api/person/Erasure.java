// SPDX-License-Identifier: Apache-2.0
package io.custode.api.person;

import java.util.List;

/**
 * That a person was erased.
 *
 * @param mentions what people named after him and only people can name otherwise, {@code
 *     asset/<id>} or {@code site/<id>}; at most 100
 */
public record Erasure(PersonId person, List<String> mentions) {
  public Erasure {
    mentions = List.copyOf(mentions);
  }
}
