// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.agent;

import io.custode.agent.protocol.Codec;
import io.custode.api.access.Access;
import io.custode.api.agent.EnrolmentToken;
import io.custode.api.agent.EnrolmentTokens;
import io.custode.api.agent.IssuedToken;
import io.custode.api.agent.NewToken;
import io.custode.api.agent.TokenId;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.json.Json;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.Sites;
import io.custode.api.tenant.TenantContext;
import io.custode.api.tenant.TenantId;
import io.custode.core.access.Network;
import io.custode.core.access.UserNames;
import io.custode.gateway.internal.authority.CertificateAuthority;
import io.custode.persistence.TenantStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Enrolment tokens as rows of the gateway's schema. */
@Component
public final class JpaEnrolmentTokens implements EnrolmentTokens {
  private static final Duration USUAL = Duration.ofHours(1);
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(90);
  private static final int MOST_USES = 10_000;
  private static final int MOST_NETWORKS = 20;

  private record Issued(
      String site, String expiresAt, int uses, List<String> networks, boolean approval) {}

  private final TenantStore store;
  private final TenantContext tenants;
  private final Access access;
  private final UserNames names;
  private final Sites sites;
  private final Audit audit;
  private final CertificateAuthority authority;

  @Activate
  public JpaEnrolmentTokens(
      @Reference(target = "(custode.schema=gateway)") TenantStore store,
      @Reference TenantContext tenants,
      @Reference Access access,
      @Reference UserNames names,
      @Reference Sites sites,
      @Reference Audit audit,
      @Reference CertificateAuthority authority) {
    this.store = store;
    this.tenants = tenants;
    this.access = access;
    this.names = names;
    this.sites = sites;
    this.audit = audit;
    this.authority = authority;
  }

  @Override
  public Page<EnrolmentToken> find(PageRequest page) {
    var tenant = tenant();
    var after = page.cursor() == null ? "g" : Cursor.read(page.cursor(), 1).get(0);
    // ids are born in order of time, so the newest come first
    var rows =
        store.read(
            em ->
                em.createQuery(
                        "select t from TokenEntity t where t.id < :after order by t.id desc",
                        TokenEntity.class)
                    .setParameter("after", after)
                    .setMaxResults(page.limit() + 1)
                    .getResultList());
    var names = names(rows);
    return Page.cut(rows, page, t -> Cursor.of(t.id()))
        .map(t -> t.toToken(tenant, names.apply(t.issuedBy())));
  }

  @Override
  public IssuedToken issue(NewToken token) {
    var tenant = tenant();
    var valid = token.validFor() == null ? USUAL : token.validFor();
    if (valid.compareTo(SHORTEST) < 0 || valid.compareTo(LONGEST) > 0) {
      throw Invalid.field("validFor", "must be a minute (PT1M) to 90 days (P90D)");
    }
    var site = token.site();
    if (site != null && sites.get(site).isEmpty()) {
      throw new NotFound("site", site);
    }
    int uses = token.uses() == null ? 1 : token.uses();
    if (uses < 1 || uses > MOST_USES) {
      throw Invalid.field("uses", "must be 1 to 10,000");
    }
    var networks = token.networks() == null ? List.<String>of() : token.networks();
    if (networks.size() > MOST_NETWORKS) {
      throw Invalid.field("networks", "must be at most 20");
    }
    networks.forEach(Network::new);
    boolean approval = Boolean.TRUE.equals(token.approval());
    var now = Instant.now();
    var secret = TokenSecret.make(tenant);
    var row =
        new TokenEntity(
            secret.token(),
            secret.hash(),
            site,
            access.current().id().value(),
            now,
            now.plus(valid));
    row.rollOut(uses, networks, approval);
    var fingerprint = authority.fingerprint();
    row.names(fingerprint);
    store.write(
        em -> {
          em.persist(row);
          audit.record(
              "core.enrolment.issue",
              "enrolment-token/" + secret.token(),
              new Json(
                  Codec.toJson(
                      new Issued(
                          site == null ? "" : site.value(),
                          now.plus(valid).toString(),
                          uses,
                          networks,
                          approval))));
          return row;
        });
    return new IssuedToken(
        row.toToken(tenant, access.current().name()), "cst1." + secret.text() + "." + fingerprint);
  }

  @Override
  public EnrolmentToken revoke(TokenId id) {
    var tenant = tenant();
    var row = store.write(em -> revoke(em, id));
    return row.toToken(tenant, names(List.of(row)).apply(row.issuedBy()));
  }

  private TokenEntity revoke(EntityManager em, TokenId id) {
    var row = em.find(TokenEntity.class, id.value());
    if (row == null) {
      throw new NotFound("enrolment token", id);
    }
    if (row.used()) {
      throw new Conflict(
          "token-used",
          "The token is used up already, so revoking it changes nothing.",
          "Revoke the agents that were enrolled with it.");
    }
    if (!row.revoked()) {
      row.revoke(Instant.now());
      audit.record("core.enrolment.revoke", "enrolment-token/" + id, Json.EMPTY);
    }
    return row;
  }

  private UnaryOperator<String> names(List<TokenEntity> rows) {
    return names.of(rows.stream().map(TokenEntity::issuedBy).toList());
  }

  private TenantId tenant() {
    return tenants
        .current()
        .orElseThrow(() -> Invalid.field("tenant", "must be named for enrolment tokens"));
  }
}
