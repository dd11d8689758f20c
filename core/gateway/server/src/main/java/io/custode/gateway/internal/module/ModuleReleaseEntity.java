// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.module;

import io.custode.core.module.PluginModule;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A jar of a module that machines are to have, or still have. */
@Entity
@ProviderWide
@Table(name = "module_release")
public class ModuleReleaseEntity {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "module_id", length = 60, nullable = false)
  private String module = "";

  @Column(name = "version", length = 100, nullable = false)
  private String version = "";

  @Column(name = "sha256", length = 64, nullable = false)
  private String sha256 = "";

  @Column(name = "size_bytes", nullable = false)
  private long size;

  @Column(name = "publisher", length = 64, nullable = false)
  private String publisher = "";

  @Column(name = "expires_at", nullable = false)
  @Convert(converter = InstantMicros.class)
  private Instant expires = Instant.EPOCH;

  @Column(name = "counter", nullable = false)
  private long counter;

  protected ModuleReleaseEntity() {}

  ModuleReleaseEntity(String id, PluginModule jar, String sha256) {
    this.id = id;
    this.module = jar.id();
    this.version = jar.version();
    this.sha256 = sha256;
    this.size = jar.jar().length;
    this.publisher = jar.publisher();
  }

  String id() {
    return id;
  }

  String module() {
    return module;
  }

  String sha256() {
    return sha256;
  }

  Instant expires() {
    return expires;
  }

  /** It comes, or comes again after another one. */
  void offered(long next, Instant until) {
    counter = next;
    expires = until;
  }

  /** What vouches for it ends in time; the jar does not. */
  void vouch(Instant until) {
    expires = until;
  }

  Offered.Release toRelease() {
    return new Offered.Release(id, module, version, sha256, size, publisher, expires, counter);
  }
}
