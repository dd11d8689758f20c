// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.imports;

import io.custode.api.imports.ImportKind;
import java.util.HashSet;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who takes in what. */
@Component(service = Intakes.class)
public final class Intakes {
  static final Set<String> NEEDED = Set.of(CsvRow.KEY, "name");

  private final TenantIntake tenants;
  private final SiteIntake sites;
  private final ContactIntake contacts;
  private final AssetIntake assets;

  @Activate
  public Intakes(
      @Reference TenantIntake tenants,
      @Reference SiteIntake sites,
      @Reference ContactIntake contacts,
      @Reference AssetIntake assets) {
    this.tenants = tenants;
    this.sites = sites;
    this.contacts = contacts;
    this.assets = assets;
  }

  Intake of(ImportKind kind) {
    return switch (kind) {
      case TENANTS -> tenants;
      case SITES -> sites;
      case CONTACTS -> contacts;
      case ASSETS -> assets;
    };
  }

  TenantIntake tenants() {
    return tenants;
  }

  /**
   * @param bound whether the file is of one tenant, so that its rows do not name theirs
   */
  void checkColumns(CsvFile file, ImportKind kind, boolean bound) {
    var known = new HashSet<>(of(kind).columns());
    var needed = new HashSet<>(NEEDED);
    known.add(CsvRow.KEY);
    if (!bound && kind != ImportKind.TENANTS) {
      known.add(CsvRow.TENANT);
      needed.add(CsvRow.TENANT);
    }
    file.checkColumns(known, needed);
  }
}
