// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.module;

import io.custode.api.module.ModuleDelivery;
import io.custode.api.plugin.PluginId;
import io.custode.persistence.ProviderWide;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** How machines come to a plugin's modules, if somebody said so. */
@Entity
@ProviderWide
@Table(name = "module_delivery")
public class ModuleDeliveryEntity {
  @Id
  @Column(name = "plugin_id", length = 36)
  private String plugin = "";

  @Version private long revision;

  @Enumerated(EnumType.STRING)
  @Column(name = "delivery", length = 20, nullable = false)
  private ModuleDelivery delivery = ModuleDelivery.PACED;

  protected ModuleDeliveryEntity() {}

  ModuleDeliveryEntity(PluginId plugin) {
    this.plugin = plugin.value();
  }

  void set(ModuleDelivery next) {
    delivery = next;
  }

  PluginId plugin() {
    return PluginId.of(plugin);
  }

  ModuleDelivery delivery() {
    return delivery;
  }
}
