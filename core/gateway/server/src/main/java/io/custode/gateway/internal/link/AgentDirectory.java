// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.link;

import io.custode.api.agent.AgentId;
import io.custode.api.asset.AssetId;
import io.custode.api.error.Invalid;
import io.custode.gateway.internal.agent.AgentRows;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The agents that this node has heard of. There are never more than were enrolled: an id that is
 * not in the database is not kept.
 */
@Component(service = AgentDirectory.class)
public final class AgentDirectory {
  /** A revocation on this node is known at once; one on another node after this. */
  private static final Duration REFRESH = Duration.ofMinutes(1);

  private final AgentRows rows;
  private final Map<String, AgentSession> sessions = new ConcurrentHashMap<>();

  @Activate
  public AgentDirectory(@Reference AgentRows rows) {
    this.rows = rows;
  }

  /**
   * @param agent what a topic or a certificate says
   * @return the agent, revoked or not, or empty if there is none
   */
  Optional<AgentSession> find(String agent) {
    var now = Instant.now();
    var known = sessions.get(agent);
    if (known != null && !known.olderThan(REFRESH, now)) {
      return Optional.of(known);
    }
    if (!isId(agent)) {
      return Optional.empty();
    }
    var row = rows.find(agent);
    if (row.isEmpty()) {
      sessions.remove(agent);
      return Optional.empty();
    }
    var session = sessions.computeIfAbsent(agent, id -> new AgentSession(row.get(), now));
    session.load(row.get(), now);
    return Optional.of(session);
  }

  /** Only what is remembered. */
  Optional<AgentSession> remembered(String agent) {
    return Optional.ofNullable(sessions.get(agent));
  }

  /** It is looked up again when it is next heard of. */
  void forget(String agent) {
    sessions.remove(agent);
  }

  /** The agent of an asset, if it was heard of. */
  Optional<AgentSession> of(AssetId asset) {
    return sessions.values().stream().filter(s -> s.speaksFor(asset, false)).findFirst();
  }

  Collection<AgentSession> all() {
    return sessions.values();
  }

  /** Forgets those who have been away for long. */
  void forgetIdle(Instant since) {
    sessions.values().removeIf(session -> session.idleSince(since));
  }

  private static boolean isId(String text) {
    try {
      AgentId.of(text);
      return true;
    } catch (Invalid e) {
      return false; // somebody's invention
    }
  }
}
