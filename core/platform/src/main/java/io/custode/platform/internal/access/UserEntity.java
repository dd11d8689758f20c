// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Network;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** Somebody who can sign in. */
@Entity
@ProviderWide
@Table(name = "person")
public class UserEntity {
  @Id
  @Column(length = 36)
  private String id;

  @Version private long revision;

  /** Lower case, unique. */
  @Column(nullable = false)
  private String name;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Principal.Kind kind;

  /** Of a contact only. */
  @Column(name = "home_tenant")
  private @Nullable String tenant;

  @Column(nullable = false)
  private String role;

  @Column(name = "all_tenants", nullable = false)
  private boolean allTenants;

  @Column(name = "password_hash", nullable = false)
  private String passwordHash;

  @Convert(converter = InstantMicros.class)
  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  /** Null while he may come in. */
  @Convert(converter = InstantMicros.class)
  @Column(name = "disabled_at")
  private @Nullable Instant disabledAt;

  /** From where he may come, parted by blanks; null: from anywhere. */
  private @Nullable String networks;

  /** For emergencies. */
  @Column(name = "break_glass", nullable = false)
  private boolean breakGlass;

  protected UserEntity() {
    id = "";
    name = "";
    kind = Principal.Kind.TECHNICIAN;
    role = "";
    passwordHash = "";
    createdAt = Instant.EPOCH;
  }

  UserEntity(NewUser user, String passwordHash, Instant now) {
    this.id = UserId.next().value();
    this.name = user.name();
    this.kind = Principal.Kind.TECHNICIAN;
    this.role = user.role();
    place(user);
    this.passwordHash = passwordHash;
    this.createdAt = now;
  }

  /**
   * @return whether he was elsewhere
   */
  final boolean place(NewUser like) {
    var home = like.contactOf();
    var before = tenant;
    boolean sawAll = allTenants;
    kind = home == null ? Principal.Kind.TECHNICIAN : Principal.Kind.CONTACT;
    tenant = home == null ? null : home.value();
    allTenants = home == null && like.sees().isEmpty();
    return !Objects.equals(before, tenant) || sawAll != allTenants;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  boolean seesAll() {
    return allTenants;
  }

  Principal.Kind kind() {
    return kind;
  }

  boolean isActive() {
    return disabledAt == null;
  }

  void disable(Instant now) {
    disabledAt = now;
  }

  void enable() {
    disabledAt = null;
  }

  List<Network> networks() {
    return networks == null || breakGlass
        ? List.of()
        : Arrays.stream(networks.split(" ")).map(Network::new).toList();
  }

  void setNetworks(List<String> next) {
    networks = next.isEmpty() ? null : String.join(" ", next);
  }

  boolean isBreakGlass() {
    return breakGlass;
  }

  void setBreakGlass(boolean next) {
    breakGlass = next;
  }

  void setRole(String next) {
    role = next;
  }

  void setPassword(String hash) {
    passwordHash = hash;
  }

  String passwordHash() {
    return passwordHash;
  }

  String role() {
    return role;
  }

  User toUser() {
    return new User(
        UserId.of(id),
        name,
        kind,
        tenant == null ? null : TenantId.of(tenant),
        role,
        createdAt,
        disabledAt,
        networks == null ? List.of() : List.of(networks.split(" ")),
        breakGlass);
  }

  Principal toPrincipal(Set<String> permissions) {
    return new Principal(
        kind, UserId.of(id), name, tenant == null ? null : TenantId.of(tenant), permissions);
  }
}
