// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.persistence.ProviderWide;
import io.custode.platform.internal.oidc.Issuer;
import java.util.List;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** Somebody else by whom people sign in; its secret is among the secrets. */
@Entity
@ProviderWide
@Table(name = "sign_in_provider")
public class SignInProviderEntity {
  @Id
  @Column(length = 30)
  private String id;

  @Version private long revision;

  @Column(nullable = false)
  private String label;

  @Column(nullable = false)
  private String issuer;

  @Column(name = "client_id", nullable = false)
  private String clientId;

  @Column(nullable = false)
  private String scopes;

  @Column(name = "name_claim", nullable = false)
  private String nameClaim;

  @Column(name = "groups_claim", nullable = false)
  private String groupsClaim;

  /** Parted by blanks; null: none. */
  private @Nullable String domains;

  @Column(nullable = false)
  private boolean strong;

  /** In PEM; null: those that Java brings. */
  private @Nullable String ca;

  protected SignInProviderEntity() {
    id = "";
    label = "";
    issuer = "";
    clientId = "";
    scopes = "";
    nameClaim = "";
    groupsClaim = "";
  }

  SignInProviderEntity(String id) {
    this();
    this.id = id;
  }

  void set(SignInProvider next, @Nullable String pem) {
    label = next.label();
    issuer = next.issuer();
    clientId = next.clientId();
    scopes = next.scopes();
    nameClaim = next.nameClaim();
    groupsClaim = next.groupsClaim();
    domains = next.domains().isEmpty() ? null : String.join(" ", next.domains());
    strong = next.strong();
    ca = pem;
  }

  String id() {
    return id;
  }

  long revision() {
    return revision;
  }

  String label() {
    return label;
  }

  List<String> domains() {
    return domains == null ? List.of() : List.of(domains.split(" "));
  }

  boolean isStrong() {
    return strong;
  }

  Issuer.Settings settings() {
    return new Issuer.Settings(issuer, clientId, scopes, nameClaim, groupsClaim, ca);
  }

  SignInProvider toProvider() {
    return new SignInProvider(
        id, label, issuer, clientId, scopes, nameClaim, groupsClaim, domains(), strong, ca != null);
  }
}
