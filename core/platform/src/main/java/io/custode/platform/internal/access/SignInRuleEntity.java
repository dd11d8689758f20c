// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.id.Uuid7;
import io.custode.api.tenant.TenantId;
import io.custode.persistence.ProviderWide;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** What a group at a sign-in provider makes of its members; older rules come first. */
@Entity
@ProviderWide
@Table(name = "sign_in_rule")
public class SignInRuleEntity {
  @Id
  @Column(length = 36)
  private String id;

  @Version private long revision;

  @Column(name = "provider_id", nullable = false)
  private String provider;

  @Column(name = "group_name", nullable = false)
  private String group;

  @Column(nullable = false)
  private String role;

  @Column(name = "contact_of")
  private @Nullable String contactOf;

  /** Ids parted by blanks; null: all. */
  private @Nullable String visible;

  protected SignInRuleEntity() {
    id = "";
    provider = "";
    group = "";
    role = "";
  }

  SignInRuleEntity(String provider, String group, NewUser like) {
    this();
    this.id = Uuid7.next();
    this.provider = provider;
    this.group = group;
    this.role = like.role();
    var home = like.contactOf();
    this.contactOf = home == null ? null : home.value();
    this.visible =
        like.sees().isEmpty()
            ? null
            : like.sees().stream().map(TenantId::value).collect(Collectors.joining(" "));
  }

  String id() {
    return id;
  }

  String provider() {
    return provider;
  }

  String group() {
    return group;
  }

  /** Somebody of that group. */
  NewUser member(String name) {
    return new NewUser(
        name,
        role,
        contactOf == null ? null : TenantId.of(contactOf),
        visible == null ? List.of() : Arrays.stream(visible.split(" ")).map(TenantId::of).toList());
  }

  GroupRule toRule() {
    var member = member("");
    return new GroupRule(id, provider, group, role, member.contactOf(), member.sees());
  }
}
