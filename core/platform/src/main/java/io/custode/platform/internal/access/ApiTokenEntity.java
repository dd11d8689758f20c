// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.ApiTokenId;
import io.custode.api.id.Uuid7;
import io.custode.persistence.InstantMicros;
import io.custode.persistence.ProviderWide;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.persistence.Column;
import javax.persistence.Convert;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A token that acts for its user; the secret is known to its holder only. */
@Entity
@ProviderWide
@Table(name = "api_token")
public class ApiTokenEntity {
  @Id
  @Column(length = 36)
  private String id;

  @Version private long revision;

  @Column(name = "person_id", nullable = false)
  private String user;

  @Column(nullable = false)
  private String label;

  @Column(name = "secret_hash", nullable = false)
  private String secretHash;

  @Convert(converter = InstantMicros.class)
  @Column(name = "ends_at", nullable = false)
  private Instant endsAt;

  /** Permissions parted by blanks; null: all of the user's. */
  @Column(name = "limited_to")
  private @Nullable String limitedTo;

  @Convert(converter = InstantMicros.class)
  @Column(name = "created_at")
  private @Nullable Instant createdAt;

  @Convert(converter = InstantMicros.class)
  @Column(name = "used_at")
  private @Nullable Instant usedAt;

  protected ApiTokenEntity() {
    id = "";
    user = "";
    label = "";
    secretHash = "";
    endsAt = Instant.EPOCH;
  }

  ApiTokenEntity(
      String user, String label, String secretHash, Set<String> limitedTo, Instant endsAt) {
    this.id = Uuid7.next();
    this.user = user;
    this.label = label;
    this.secretHash = secretHash;
    this.limitedTo = limitedTo.isEmpty() ? null : String.join(" ", new TreeSet<>(limitedTo));
    this.createdAt = Instant.now();
    this.endsAt = endsAt;
  }

  String id() {
    return id;
  }

  String user() {
    return user;
  }

  /**
   * @return what is left of what its user may do
   */
  Set<String> limit(Set<String> permissions) {
    if (limitedTo == null) {
      return permissions;
    }
    return words()
        .filter(p -> permissions.contains(p) || permissions.contains("*"))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Stream<String> words() {
    return limitedTo == null ? Stream.of() : Arrays.stream(limitedTo.split(" "));
  }

  /** Notes the use, unless one was noted since. */
  void used(Instant now, Instant since) {
    if (usedAt == null || usedAt.isBefore(since)) {
      usedAt = now;
    }
  }

  boolean wasUsedSince(Instant since) {
    return usedAt != null && !usedAt.isBefore(since);
  }

  ApiToken toToken(String name) {
    return new ApiToken(
        ApiTokenId.of(id), name, label, words().toList(), createdAt, endsAt, usedAt);
  }
}
