// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.error.Invalid;
import io.custode.api.tenant.SiteId;
import io.custode.platform.internal.external.Refs;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/** Which sites of the tenant rows mean: by the key of a file of sites, or by name. */
final class SiteNames {
  private final Map<String, String> keys;
  private final Map<String, String> names;

  private SiteNames(Map<String, String> keys, Map<String, String> names) {
    this.keys = keys;
    this.names = names;
  }

  static SiteNames of(EntityManager em, List<CsvRow> rows, String column) {
    Set<String> said =
        rows.stream()
            .map(row -> row.text(column))
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .collect(Collectors.toSet());
    return new SiteNames(
        Refs.of(em, "site", Intake.SOURCE, said).targets(),
        byName(em, said.stream().map(s -> s.toLowerCase(Locale.ROOT)).collect(Collectors.toSet())));
  }

  static Map<String, String> byName(EntityManager em, Set<String> names) {
    var found = new HashMap<String, String>();
    if (!names.isEmpty()) {
      em.createQuery(
              "select s.nameKey, s.id from SiteEntity s where s.nameKey in :names", Object[].class)
          .setParameter("names", names)
          .getResultStream()
          .forEach(row -> found.put((String) row[0], (String) row[1]));
    }
    return found;
  }

  /**
   * @return null if the row names none
   * @throws Invalid if the tenant has no such site
   */
  @Nullable SiteId of(CsvRow row, String column) {
    var said = row.text(column);
    if (said == null) {
      return null;
    }
    var id = keys.getOrDefault(said, names.get(said.toLowerCase(Locale.ROOT)));
    if (id == null) {
      throw Invalid.field(column, "must be the key or the name of a site of the tenant");
    }
    return SiteId.of(id);
  }
}
