// SPDX-License-Identifier: Apache-2.0
package io.custode.api.imports;

import java.util.List;

/**
 * What an import would do.
 *
 * @param differences the first ones, at most 50
 * @param rejects the first ones, at most 50; {@link Imports#rejects} has all
 */
public record Trial(Import of, List<Difference> differences, List<Reject> rejects) {
  public Trial {
    differences = List.copyOf(differences);
    rejects = List.copyOf(rejects);
  }
}
