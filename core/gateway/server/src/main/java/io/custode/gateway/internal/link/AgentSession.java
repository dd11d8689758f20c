// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import io.custode.api.agent.Agent;
import io.custode.api.agent.AgentId;
import io.custode.api.asset.AssetId;
import io.custode.api.tenant.SiteId;
import io.custode.api.tenant.TenantId;
import io.custode.gateway.internal.agent.AgentRows.Known;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What this node remembers of an agent. Nothing that matters is here only: it is read from the
 * database again after a restart.
 */
final class AgentSession {
  /** What changed and must be written. */
  record Change(
      boolean here,
      boolean bySilence,
      @Nullable Instant seen,
      @Nullable String version,
      boolean greeted,
      long offsetMillis,
      @Nullable String trusts,
      @Nullable String certifiedBy,
      @Nullable AssetId asset) {}

  private static final Duration WRITE_SEEN = Duration.ofSeconds(30);
  private static final Duration TELL_ASSET = Duration.ofMinutes(2);
  private static final int MOST_SENT = 200;

  /** Milliseconds: less is the way that a hello takes. */
  private static final long CLOCK_WAS_SET = 5_000;

  private final AgentId id;
  private TenantId tenant;
  private @Nullable SiteId site;
  private @Nullable AssetId asset;
  private boolean revoked;
  private boolean pending;
  private final boolean copied;
  private long offsetMillis;
  private boolean here;
  private boolean bySilence;
  private @Nullable Boolean connected;
  private @Nullable Instant seen;
  private @Nullable Instant written;
  private @Nullable Boolean toldHere;
  private Instant toldAt = Instant.EPOCH;
  private @Nullable String version;
  private @Nullable String stepped;
  private @Nullable String trusts;
  private @Nullable String certifiedBy;
  private boolean greeted;
  private boolean dirty;
  private Instant loaded = Instant.EPOCH;
  private String inventory = "";
  private Instant nextPush = Instant.EPOCH;
  private boolean pushQueued;
  private boolean modulesOpen = true;
  private boolean vouchModules;
  private boolean tellsModules;
  private final Map<String, Instant> sent = new HashMap<>();
  private final Set<AssetId> former = new HashSet<>();
  private final Boots boots = new Boots();

  AgentSession(Known known, Instant now) {
    id = known.agent().id();
    tenant = known.agent().tenant();
    copied = known.copied();
    seen = known.agent().seenAt();
    written = seen;
    here = known.agent().state() == Agent.State.ONLINE;
    load(known, now);
  }

  /** Takes what the database says, which another node may have changed. */
  synchronized void load(Known known, Instant now) {
    var agent = known.agent();
    tenant = agent.tenant();
    site = agent.site();
    revoked = revoked || agent.state() == Agent.State.REVOKED;
    pending = agent.state() == Agent.State.PENDING;
    if (!dirty) {
      asset = agent.asset();
      offsetMillis = known.clockOffsetMillis();
      trusts = known.trust().trusts();
      certifiedBy = known.trust().certifiedBy();
    }
    loaded = now;
  }

  AgentId id() {
    return id;
  }

  synchronized TenantId tenant() {
    return tenant;
  }

  synchronized @Nullable SiteId site() {
    return site;
  }

  synchronized Optional<AssetId> asset() {
    return Optional.ofNullable(asset);
  }

  synchronized boolean olderThan(Duration age, Instant now) {
    return loaded.plus(age).isBefore(now);
  }

  synchronized boolean revoked() {
    return revoked;
  }

  /** Whether it waits for somebody's approval. */
  synchronized boolean pending() {
    return pending;
  }

  /** Whether it was a copy of another agent once. */
  boolean copied() {
    return copied;
  }

  /** The processes that have said hello with its certificate. */
  Boots boots() {
    return boots;
  }

  synchronized void revoke() {
    dirty = dirty || !revoked; // its asset is to be seen as gone
    revoked = true;
    here = false;
  }

  /** Whether it counts as online. */
  synchronized boolean here() {
    return here && !revoked;
  }

  /**
   * @param embedded whether a broker of ours said so; an external one says nothing
   */
  synchronized void connection(boolean embedded) {
    connected = embedded;
    if (!embedded && here) {
      here = false;
      bySilence = false;
      dirty = true;
    }
  }

  /** A message came. */
  synchronized void alive(Instant now) {
    seen = now;
    // a message that waited while its connection ended tells of the past
    if (!here && !revoked && !Boolean.FALSE.equals(connected)) {
      here = true;
      dirty = true;
    }
  }

  /**
   * @param authorities fingerprints of those that it trusts, with blanks between; null if it did
   *     not say
   * @param by fingerprint of the one that its certificate is by; null if it did not say
   */
  synchronized void greet(
      String runtime, long offset, @Nullable String authorities, @Nullable String by) {
    trusts = authorities;
    certifiedBy = by == null ? certifiedBy : by;
    version = runtime;
    offset(offset);
    greeted = true;
    dirty = true;
    sent.clear(); // it may have lost what it was given
    modulesOpen = true;
    vouchModules = true;
    nextPush = Instant.EPOCH;
  }

  /**
   * @return whether it did not say hello with that version to this node before
   */
  synchronized boolean firstHelloOf(String runtime) {
    boolean first = !runtime.equals(stepped);
    stepped = runtime;
    return first;
  }

  synchronized Optional<String> version() {
    return Optional.ofNullable(stepped);
  }

  /** Fingerprints of the authorities whose signature it believes, as far as is known. */
  synchronized List<String> believes() {
    var said = trusts == null ? certifiedBy : trusts;
    return said == null ? List.of() : List.of(said.split(" "));
  }

  /**
   * What networks and disks make of it is no change: what an agent says again must have the times
   * that it had before.
   */
  synchronized void offset(long millis) {
    if (Math.abs(millis - offsetMillis) >= CLOCK_WAS_SET) {
      offsetMillis = millis;
    }
  }

  synchronized long offsetMillis() {
    return offsetMillis;
  }

  /**
   * @return whether it did not before
   */
  synchronized boolean speaksFor(AssetId next) {
    if (next.equals(asset)) {
      return false;
    }
    if (asset != null && former.size() < 20) {
      former.add(asset);
    }
    asset = next;
    dirty = true;
    toldHere = null;
    nextPush = Instant.EPOCH;
    return true;
  }

  /** Whether an action of that asset is this agent's. */
  synchronized boolean speaksFor(@Nullable AssetId other, boolean formerly) {
    return other != null && (other.equals(asset) || (formerly && former.contains(other)));
  }

  /** It was not heard of for too long. */
  synchronized void silentSince(Instant limit) {
    if (here && (seen == null || seen.isBefore(limit))) {
      here = false;
      bySilence = true;
      dirty = true;
    }
  }

  /**
   * @return whether this inventory is the one that came last, but for the time it was taken at
   */
  synchronized boolean sameInventory(String digest) {
    boolean same = inventory.equals(digest);
    inventory = digest;
    return same;
  }

  synchronized void forgetInventory() {
    inventory = "";
  }

  /** What must be written now, or empty. */
  synchronized Optional<Change> changes(Instant now) {
    boolean seenIsOld =
        here && seen != null && (written == null || written.plus(WRITE_SEEN).isBefore(now));
    if (!dirty && !seenIsOld) {
      return Optional.empty();
    }
    var change =
        new Change(
            here, bySilence, seen, version, greeted, offsetMillis, trusts, certifiedBy, asset);
    dirty = false;
    greeted = false;
    written = now;
    return Optional.of(change);
  }

  /** Whether its asset is to be told; it cares less for the second than for coming and going. */
  synchronized boolean tellAsset(boolean nowHere, Instant now) {
    if (toldHere != null
        && toldHere.booleanValue() == nowHere
        && toldAt.plus(TELL_ASSET).isAfter(now)) {
      return false;
    }
    toldHere = nowHere;
    toldAt = now;
    return true;
  }

  /** The change could not be written. */
  synchronized void keep(Change change) {
    dirty = true;
    toldHere = null;
    greeted = greeted || change.greeted();
  }

  /** Another node has heard of it. */
  synchronized void seenElsewhere(Instant at) {
    here = true;
    seen = at;
  }

  synchronized boolean idleSince(Instant limit) {
    return !here && !dirty && (seen == null || seen.isBefore(limit)) && loaded.isBefore(limit);
  }

  /**
   * Whether somebody should look for its due actions; if so, he is the only one until {@link
   * #pushStarts}.
   *
   * @param early even before its time
   */
  synchronized boolean claimPush(Instant now, boolean early) {
    if (!here || revoked || asset == null || pushQueued || (!early && nextPush.isAfter(now))) {
      return false;
    }
    pushQueued = true;
    return true;
  }

  /** Somebody looks. */
  synchronized void pushStarts(Instant next) {
    pushQueued = false;
    nextPush = next;
  }

  /** Somebody is to look at that time at the latest. */
  synchronized void pushAt(Instant at) {
    if (at.isBefore(nextPush)) {
      nextPush = at;
    }
  }

  /**
   * Its modules are to be looked at, at that time at the latest.
   *
   * @param vouch also at what vouches for those that it has
   */
  synchronized void modulesAt(Instant at, boolean vouch) {
    modulesOpen = true;
    vouchModules = vouchModules || vouch;
    pushAt(at);
  }

  synchronized void tellsModules(boolean does) {
    tellsModules = does;
  }

  synchronized boolean tellsModules() {
    return tellsModules;
  }

  /** Whether its modules are to be looked at; whoever asks does it. */
  synchronized boolean claimModules() {
    boolean was = modulesOpen;
    modulesOpen = false;
    return was;
  }

  synchronized boolean claimVouch() {
    boolean was = vouchModules;
    vouchModules = false;
    return was;
  }

  /** Whether an action was not given to it lately; if so, it counts as given. */
  synchronized boolean give(String action, Instant now, Duration again) {
    var last = sent.get(action);
    if (last != null && last.plus(again).isAfter(now)) {
      return false;
    }
    if (sent.size() >= MOST_SENT) {
      sent.values().removeIf(at -> at.plus(again).isBefore(now));
    }
    sent.put(action, now);
    return true;
  }

  /**
   * @return how many others it was given and has not ended
   */
  synchronized int done(String action) {
    sent.remove(action);
    return sent.size();
  }
}
