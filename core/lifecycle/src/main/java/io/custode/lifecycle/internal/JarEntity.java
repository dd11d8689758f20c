// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.plugin.PluginId;
import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;

/** The jar of an installed plugin: a table of its own, so that a list does not read it. */
@Entity
@Table(name = "plugin_jar")
@ProviderWide
public class JarEntity {
  @Id
  @Column(name = "plugin_id", length = 36)
  private String plugin;

  @Version private long revision;

  @Lob
  @Column(nullable = false)
  private byte[] content;

  protected JarEntity() {}

  JarEntity(PluginId plugin, byte[] content) {
    this.plugin = plugin.value();
    this.content = content;
  }

  void replace(byte[] next) {
    content = next;
  }

  byte[] content() {
    return content;
  }
}
