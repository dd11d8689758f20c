// SPDX-License-Identifier: Apache-2.0
package io.custode.plugin.monitoring.internal.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Knows the series of the assets that reported last, and makes new ones as long as they may. */
final class Catalog {
  private static final int ASSETS = 10_000;

  private record Owner(UUID tenant, UUID asset) {}

  private final Rows rows;
  private final int mostPerAsset;
  private final Map<Owner, Map<SeriesName, Series>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Owner, Map<SeriesName, Series>> eldest) {
          return size() > ASSETS;
        }
      };

  Catalog(Rows rows, int mostPerAsset) {
    this.rows = rows;
    this.mostPerAsset = mostPerAsset;
  }

  /**
   * @param wanted in the order in which they are made, if not all may be
   * @return the wanted ones, without those that the asset may not have
   */
  synchronized Map<SeriesName, Series> series(UUID tenant, UUID asset, Set<SeriesName> wanted) {
    var owner = new Owner(tenant, asset);
    var has = known.get(owner);
    if (has == null) {
      has = byName(rows.series(tenant, asset));
      known.put(owner, has);
    }
    var missing = new LinkedHashSet<>(wanted);
    missing.removeAll(has.keySet());
    int room = Math.max(0, mostPerAsset - has.size());
    if (!missing.isEmpty() && room > 0) {
      // read again if this fails: they may be there all the same
      known.remove(owner);
      var made = missing.stream().limit(room).toList();
      has.putAll(byName(rows.findOrMake(tenant, asset, made)));
      known.put(owner, has);
    }
    var found = new HashMap<>(has);
    found.keySet().retainAll(wanted);
    return found;
  }

  synchronized void clear() {
    known.clear();
  }

  private static Map<SeriesName, Series> byName(Collection<Series> series) {
    var byName = new HashMap<SeriesName, Series>();
    series.forEach(one -> byName.put(one.name(), one));
    return byName;
  }
}
