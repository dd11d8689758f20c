// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.release;

import io.custode.agent.protocol.Release;
import io.custode.agent.protocol.ReleaseArchive;
import io.custode.agent.protocol.ReleaseDescriptor;
import io.custode.api.agent.AgentRelease;
import io.custode.api.agent.AgentReleaseId;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;

/** A version of the agent's program for one system and processor. */
@Entity
@ProviderWide
@Table(name = "agent_release")
public class ReleaseEntity {
  @Id
  @Column(length = 36)
  private String id = "";

  @Version private long revision;

  @Column(name = "version", length = 60, nullable = false)
  private String version = "";

  @Column(name = "os", length = 20, nullable = false)
  private String os = "";

  @Column(name = "arch", length = 20, nullable = false)
  private String arch = "";

  @Column(name = "sha256", length = 64, nullable = false)
  private String sha256 = "";

  @Column(name = "size_bytes", nullable = false)
  private long size;

  @Column(name = "unpacked_bytes", nullable = false)
  private long unpacked;

  @Column(name = "counter", nullable = false)
  private long counter;

  /** Id of a user; {@code unknown} from before ids were kept. */
  @Column(name = "added_by", length = 200, nullable = false)
  private String addedBy = "";

  @Column(name = "added_at", nullable = false)
  @Convert(converter = InstantMicros.class)
  private Instant addedAt = Instant.EPOCH;

  protected ReleaseEntity() {}

  ReleaseEntity(
      ReleaseArchive.Contents contents, Upload upload, long counter, String by, Instant now) {
    id = AgentReleaseId.next().value();
    version = contents.release().version();
    os = contents.release().os();
    arch = contents.release().arch();
    unpacked = contents.unpacked();
    sha256 = upload.sha256();
    size = upload.size();
    this.counter = counter;
    addedBy = by;
    addedAt = now;
  }

  String id() {
    return id;
  }

  String sha256() {
    return sha256;
  }

  long size() {
    return size;
  }

  long counter() {
    return counter;
  }

  Release release() {
    return new Release(version, os, arch);
  }

  ReleaseDescriptor descriptor(Instant expires) {
    return new ReleaseDescriptor(version, os, arch, sha256, size, unpacked, counter, expires);
  }

  String addedBy() {
    return addedBy;
  }

  /**
   * @param name of who added it
   */
  AgentRelease toRelease(String name) {
    return new AgentRelease(
        AgentReleaseId.of(id), version, os, arch, sha256, size, unpacked, name, addedAt);
  }
}
