// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginId;
import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** For whom an API bundle is there: it goes with the last of them. */
@Entity
@Table(name = "api_bringer")
@ProviderWide
public class ApiBringerEntity {
  /** Plugin and hash. */
  @Id
  @Column(length = 101)
  private String id;

  @Version private long revision;

  @Column(name = "plugin_id", length = 36, nullable = false)
  private String plugin;

  @Column(nullable = false)
  private String sha256;

  /** It does not bring it, but uses it while whoever brought it has another one. */
  @Column(nullable = false)
  private boolean kept;

  protected ApiBringerEntity() {}

  ApiBringerEntity(PluginId plugin, String sha256, boolean kept) {
    this.id = id(plugin, sha256);
    this.plugin = plugin.value();
    this.sha256 = sha256;
    this.kept = kept;
  }

  static String id(PluginId plugin, String sha256) {
    return plugin + ":" + sha256;
  }

  ApiUse toUse() {
    return new ApiUse(PluginId.of(plugin), sha256, kept);
  }
}
