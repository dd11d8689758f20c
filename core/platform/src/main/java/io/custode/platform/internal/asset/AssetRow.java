// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.asset;

import io.custode.api.agent.AgentId;
import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetChange;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetState;
import io.custode.api.asset.Inventory;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.InstantMicros;
import java.time.Instant;
import java.util.Locale;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.MappedSuperclass;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** The columns of an asset. */
@MappedSuperclass
public class AssetRow {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "tenant_id", insertable = false, updatable = false)
  private String tenant = "";

  @Column(name = "site_id")
  private @Nullable String site;

  @Column(name = "agent_id")
  private @Nullable String agent;

  @Column(nullable = false)
  private String name = "";

  @Column(name = "name_key", nullable = false)
  private String nameKey = "";

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private AssetKind kind = AssetKind.OTHER;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private AssetState state = AssetState.ACTIVE;

  /** As it is stored: enums and instants cannot be ordered by in a query. */
  @Column(name = "kind", insertable = false, updatable = false)
  private String kindName = "";

  @Column(name = "state", insertable = false, updatable = false)
  private String stateName = "";

  @Column private @Nullable String os;

  @Column private @Nullable String serial;

  @Column(nullable = false)
  private int cpus;

  @Column(name = "memory_bytes", nullable = false)
  private long memoryBytes;

  /** Everything that a search finds, lower case. */
  @Column(name = "search_text", nullable = false)
  private String searchText = "";

  @Convert(converter = InstantMicros.class)
  @Column(name = "seen_at")
  private @Nullable Instant seenAt;

  @Column(name = "seen_at", insertable = false, updatable = false)
  private @Nullable Long seenMicros;

  @Column(nullable = false)
  private boolean online;

  @Convert(converter = InstantMicros.class)
  @Column(name = "created_at", nullable = false)
  private Instant createdAt = Instant.EPOCH;

  protected AssetRow() {}

  AssetRow(
      TenantId tenant,
      String name,
      AssetKind kind,
      @Nullable SiteId site,
      @Nullable String serial) {
    this.id = AssetId.next().value();
    this.tenant = tenant.value();
    this.name = name;
    this.kind = kind;
    this.site = site == null ? null : site.value();
    this.serial = serial;
    this.createdAt = Instant.now();
    derive();
  }

  private void derive() {
    nameKey = name.toLowerCase(Locale.ROOT);
    var all = name + " " + (serial == null ? "" : serial) + " " + (os == null ? "" : os);
    searchText = all.toLowerCase(Locale.ROOT);
  }

  String id() {
    return id;
  }

  String tenant() {
    return tenant;
  }

  String nameKey() {
    return nameKey;
  }

  @Nullable String os() {
    return os;
  }

  @Nullable String agent() {
    return agent;
  }

  boolean online() {
    return online;
  }

  AssetState state() {
    return state;
  }

  long revision() {
    return revision;
  }

  Instant createdAt() {
    return createdAt;
  }

  void apply(AssetChange change) {
    name = change.name() == null ? name : change.name();
    kind = change.kind() == null ? kind : change.kind();
    state = change.state() == null ? state : change.state();
    var to = change.site();
    site = to == null ? site : to.value();
    derive();
  }

  /** What people or a source say of it; where an agent speaks, the serial number is the agent's. */
  void say(
      String toName,
      AssetKind toKind,
      AssetState toState,
      @Nullable SiteId toSite,
      @Nullable String toSerial) {
    name = toName;
    kind = toKind;
    state = toState;
    site = toSite == null ? null : toSite.value();
    serial = agent == null ? toSerial : serial;
    derive();
  }

  /** What a merge changed is what it was before. */
  void restore(Side before) {
    state = before.state();
    os = before.os();
    serial = before.serial();
    cpus = before.cpus();
    memoryBytes = before.memoryBytes();
    derive();
  }

  void bind(@Nullable AgentId to) {
    agent = to == null ? null : to.value();
    online = false;
  }

  void present(boolean now) {
    online = now;
  }

  void put(AssetState next) {
    state = next;
  }

  void retire() {
    bind(null);
    state = AssetState.RETIRED;
  }

  /**
   * What people gave the machine by hand (name, kind) stays; what the machine says of itself is
   * taken.
   */
  void describe(Inventory inventory, @Nullable String saidSerial) {
    var system = inventory.os();
    os =
        cut(
            system.name().contains(system.version())
                ? system.name()
                : system.name() + " " + system.version());
    serial = saidSerial == null ? serial : saidSerial;
    cpus = inventory.hardware().cpus();
    memoryBytes = inventory.hardware().memoryBytes();
    derive();
  }

  private static String cut(String text) {
    return text.length() > 200 ? text.substring(0, 200) : text;
  }

  public Asset toAsset() {
    return new Asset(
        AssetId.of(id),
        TenantId.of(tenant),
        site == null ? null : SiteId.of(site),
        agent == null ? null : AgentId.of(agent),
        name,
        kind,
        state,
        os,
        serial,
        cpus,
        memoryBytes,
        seenAt,
        online,
        createdAt,
        revision);
  }
}
