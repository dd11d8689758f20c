// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.persistence.ProviderWide;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;

/** A role that an administrator defined. */
@Entity
@ProviderWide
@Table(name = "custom_role")
public class RoleEntity {
  @Id
  @Column(length = 30)
  private String name;

  @Version private long revision;

  @Column(nullable = false)
  private String description;

  /** Ids parted by blanks, also of what nobody declares any more. */
  @Lob
  @Column(nullable = false)
  private String permissions;

  protected RoleEntity() {
    name = "";
    description = "";
    permissions = "";
  }

  RoleEntity(String name, String description, Collection<String> permissions) {
    this();
    this.name = name;
    set(description, permissions);
  }

  final void set(String nextDescription, Collection<String> nextPermissions) {
    description = nextDescription;
    permissions = String.join(" ", new TreeSet<>(nextPermissions));
  }

  String name() {
    return name;
  }

  String description() {
    return description;
  }

  Set<String> permissions() {
    return Set.of(permissions.split(" "));
  }

  long revision() {
    return revision;
  }
}
