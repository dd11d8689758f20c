// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.module;

import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Basic;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.FetchType;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import javax.persistence.Version;

/** The current version of an endpoint module. */
@Entity
@ProviderWide
@Table(name = "endpoint_module")
public class ModuleEntity {
  @Id
  @Column(length = 100)
  private String id = "";

  @Version private long revision;

  @Column(name = "version", length = 60, nullable = false)
  private String version = "";

  @Column(name = "sha256", length = 64, nullable = false)
  private String sha256 = "";

  @Column(name = "size_bytes", nullable = false)
  private long size;

  @Column(name = "expires_at", nullable = false)
  @Convert(converter = InstantMicros.class)
  private Instant expiresAt = Instant.EPOCH;

  @Column(name = "counter", nullable = false)
  private long counter;

  @Column(name = "offered", nullable = false)
  private int offered;

  @Lob
  @Basic(fetch = FetchType.LAZY)
  @Column(name = "jar", nullable = false)
  private byte[] jar = {};

  protected ModuleEntity() {}

  ModuleEntity(String id) {
    this.id = id;
  }

  void replace(String nextVersion, String nextSha256, byte[] nextJar, Instant expires) {
    version = nextVersion;
    sha256 = nextSha256;
    size = nextJar.length;
    jar = nextJar.clone();
    vouch(expires);
    offered = 1;
  }

  /** A new descriptor for the same jar. */
  void vouch(Instant expires) {
    expiresAt = expires;
    counter++;
  }

  void withdraw() {
    offered = 0;
  }

  boolean offered() {
    return offered != 0;
  }

  boolean is(String otherVersion, String otherSha256) {
    return offered() && version.equals(otherVersion) && sha256.equals(otherSha256);
  }

  byte[] jar() {
    return jar.clone();
  }

  String version() {
    return version;
  }

  Offered toOffered() {
    return new Offered(id, version, sha256, size, expiresAt, counter);
  }

  /** What an offer says, without the jar. */
  record Offered(
      String id, String version, String sha256, long size, Instant expires, long counter) {}
}
