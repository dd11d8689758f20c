// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.agent;

import io.custode.api.agent.Agent;
import io.custode.gateway.internal.Door;
import io.custode.persistence.TenantStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds agents whose tenant is not known yet: all that a certificate says is an id. */
@Component(service = AgentRows.class)
public final class AgentRows {
  /**
   * An agent as the link needs it.
   *
   * @param clockOffsetMillis platform's clock minus the agent's, at its last hello
   * @param copied whether it was a copy of another agent before it enrolled anew
   */
  public record Known(Agent agent, long clockOffsetMillis, boolean copied, Trust trust) {}

  /**
   * Whom an agent trusts.
   *
   * @param trusts fingerprints of authorities with blanks between, as of its last hello; null if
   *     its version knows of one only, or it was not here since there may be two
   * @param certifiedBy fingerprint of the authority that its certificate is by; null if nobody
   *     knows
   */
  public record Trust(
      Agent agent, String hostname, @Nullable String trusts, @Nullable String certifiedBy) {
    /**
     * @return fingerprints of authorities whose signature it believes, as far as is known
     */
    public List<String> believes() {
      if (trusts != null) {
        return List.of(trusts.split(" "));
      }
      return certifiedBy == null ? List.of() : List.of(certifiedBy);
    }
  }

  private final TenantStore store;
  private final Door door;

  @Activate
  public AgentRows(
      @Reference(target = "(custode.schema=gateway)") TenantStore store, @Reference Door door) {
    this.store = store;
    this.door = door;
  }

  public Optional<Known> find(String id) {
    return door.everywhere(() -> inFleet(store, id))
        .map(view -> new Known(view.toAgent(), view.clockOffset(), view.copied(), view.toTrust()));
  }

  /**
   * @return agents that count as online but were not seen since, at most that many
   */
  public List<Agent> onlineButSilentSince(Instant since, int limit) {
    return door.everywhere(
        () ->
            store.read(
                em ->
                    em
                        .createQuery(
                            "select a from AgentView a where a.online = 1 and a.seenAt < :since",
                            AgentView.class)
                        .setParameter("since", since)
                        .setMaxResults(limit)
                        .getResultList()
                        .stream()
                        .map(AgentView::toAgent)
                        .toList()));
  }

  static Optional<AgentView> inFleet(TenantStore store, String id) {
    return store.read(
        em ->
            em
                .createQuery("select a from AgentView a where a.id = :id", AgentView.class)
                .setParameter("id", id)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst());
  }
}
