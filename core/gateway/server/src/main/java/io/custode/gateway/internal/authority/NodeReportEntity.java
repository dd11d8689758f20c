// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** Which authorities a node has, as it said last. */
@Entity
@ProviderWide
@Table(name = "authority_node")
public class NodeReportEntity {
  @Id
  @Column(length = 64)
  private String id = "";

  @Version private long revision;

  @Column(name = "fingerprint", length = 64, nullable = false)
  private String current = "";

  @Column(name = "trusts", length = 300, nullable = false)
  private String trusts = "";

  @Column(name = "seen_at", nullable = false)
  @Convert(converter = InstantMicros.class)
  private Instant seenAt = Instant.EPOCH;

  /** PEM of the certificate whose key opens {@link #sealedKey}. */
  @Column(name = "certificate", length = 4000, nullable = false)
  private String certificate = "";

  /** What another node gives it, until it has taken it. */
  @Column(name = "sealed_key", length = 4000)
  private @Nullable String sealedKey;

  protected NodeReportEntity() {}

  NodeReportEntity(String node) {
    this.id = node;
  }

  void says(String fingerprint, String trusted, String pem, Instant now) {
    if (!trusts.equals(trusted) || !certificate.equals(pem)) {
      sealedKey = null; // taken, or for a key that is no more
    }
    current = fingerprint;
    trusts = trusted;
    certificate = pem;
    seenAt = now;
  }

  String id() {
    return id;
  }

  String current() {
    return current;
  }

  String certificate() {
    return certificate;
  }

  @Nullable String sealedKey() {
    return sealedKey;
  }

  void give(String key) {
    sealedKey = key;
  }

  AuthorityReport.Node toNode() {
    return new AuthorityReport.Node(id, current, trusts, seenAt);
  }
}
