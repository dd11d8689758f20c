// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.agent;

import io.custode.gateway.internal.Door;
import io.custode.persistence.TenantStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which authorities the agents of all tenants trust, and which they are certified by. */
@Component(service = FleetTrust.class)
public final class FleetTrust {
  private static final String ALIVE = "select a from AgentView a where a.revokedAt is null and ";
  private static final String LACKS = "(a.trusts is null or a.trusts <> :trusts)";
  private static final String BY_ANOTHER =
      "(a.certifiedBy is null or a.certifiedBy <> :by) and a.certificateEnds > :now";

  private final TenantStore store;
  private final Door door;

  @Activate
  public FleetTrust(
      @Reference(target = "(custode.schema=gateway)") TenantStore store, @Reference Door door) {
    this.store = store;
    this.door = door;
  }

  /**
   * Agents that are not revoked.
   *
   * @param all how many
   * @param lacking how many do not trust just those authorities
   * @param byAnother how many have a valid certificate that is not by that authority
   * @param lastEnds when the last of these ends
   * @param openTokens enrolment tokens that could be used and name another authority
   */
  public record Count(
      long all, long lacking, long byAnother, Optional<Instant> lastEnds, long openTokens) {}

  /**
   * @param trusts what agents are to trust, see {@code CertificateAuthority.trusted}
   * @param by fingerprint of the authority that they are to be certified by
   */
  public Count count(String trusts, String by) {
    var now = Instant.now();
    return door.everywhere(
        () ->
            store.read(
                em -> {
                  var ends =
                      em.createQuery(
                              "select max(a.certificateEnds) from AgentView a"
                                  + " where a.revokedAt is null and "
                                  + BY_ANOTHER,
                              Instant.class)
                          .setParameter("by", by)
                          .setParameter("now", now)
                          .getSingleResult();
                  return new Count(
                      count(em, "1 = 1", List.of()),
                      count(em, LACKS, List.of("trusts", trusts)),
                      count(em, BY_ANOTHER, List.of("by", by, "now", now)),
                      Optional.ofNullable(ends),
                      tokens(em, by, now));
                }));
  }

  private static long count(EntityManager em, String which, List<Object> parameters) {
    var query =
        em.createQuery(
            "select count(a) from AgentView a where a.revokedAt is null and " + which, Long.class);
    for (int i = 0; i < parameters.size(); i += 2) {
      query.setParameter((String) parameters.get(i), parameters.get(i + 1));
    }
    return query.getSingleResult();
  }

  private static long tokens(EntityManager em, String by, Instant now) {
    return em.createQuery(
            "select count(t) from TokenView t where t.revokedAt is null and t.expiresAt > :now"
                + " and t.usedCount < t.uses and (t.authority is null or t.authority <> :by)",
            Long.class)
        .setParameter("by", by)
        .setParameter("now", now)
        .getSingleResult();
  }

  /** Agents that do not trust just those authorities; those who wait for approval do not count. */
  public List<AgentRows.Trust> lacking(String trusts, int limit) {
    return find(LACKS + " and a.pending = 0", List.of("trusts", trusts), limit);
  }

  /** Agents whose valid certificate is by another authority. */
  public List<AgentRows.Trust> byAnother(String by, int limit) {
    return find(BY_ANOTHER, List.of("by", by, "now", Instant.now()), limit);
  }

  /** Agents that are here, can be told, and have not what they are to have. */
  public List<AgentRows.Trust> toBeTold(String trusts, String by, int limit) {
    return find(
        "a.online = 1 and a.trusts is not null"
            + " and (a.trusts <> :trusts or a.certifiedBy is null or a.certifiedBy <> :by)",
        List.of("trusts", trusts, "by", by),
        limit);
  }

  private List<AgentRows.Trust> find(String which, List<Object> parameters, int limit) {
    return door.everywhere(
        () ->
            store.read(
                em -> {
                  var query = em.createQuery(ALIVE + which + " order by a.id", AgentView.class);
                  for (int i = 0; i < parameters.size(); i += 2) {
                    query.setParameter((String) parameters.get(i), parameters.get(i + 1));
                  }
                  return new ArrayList<>(
                      query.setMaxResults(limit).getResultList().stream()
                          .map(AgentView::toTrust)
                          .toList());
                }));
  }
}
