// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.custode.api.error.Conflict;
import io.custode.api.error.Problem;
import io.custode.gateway.internal.Door;
import io.custode.gateway.internal.Settings;
import io.custode.persistence.TenantStore;
import io.custode.spi.health.HealthCheck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All nodes of an installation have the same certificate authorities, those that the database
 * names. A node that has not made a step yet makes it; one with quite another authority would turn
 * agents away, and enrol agents that no other node knows: it is told to go.
 */
@Component(
    service = {OneAuthority.class, HealthCheck.class},
    immediate = true)
public final class OneAuthority implements HealthCheck {
  private static final Logger LOG = LoggerFactory.getLogger(OneAuthority.class);
  private static final Duration REPORT = Duration.ofMinutes(1);
  private static final Duration HERE = Duration.ofMinutes(5);
  private static final Duration NEAR = Duration.ofDays(180);
  private static final Duration LATE = Duration.ofDays(30);

  private final CertificateAuthority authority;
  private final NodeCertificate node;
  private final TenantStore store;
  private final Door door;
  private final Settings settings;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "custode-authority");
            thread.setDaemon(true);
            return thread;
          });
  private volatile @Nullable AuthorityRow seen;
  private volatile String trouble = "";
  private String said = "";
  private Instant saidAt = Instant.EPOCH;

  @Activate
  public OneAuthority(
      @Reference CertificateAuthority authority,
      @Reference NodeCertificate node,
      @Reference(target = "(custode.schema=gateway)") TenantStore store,
      @Reference Door door,
      @Reference Settings settings) {
    this.authority = authority;
    this.node = node;
    this.store = store;
    this.door = door;
    this.settings = settings;
    settle();
    if (!trouble.isEmpty()) {
      var reason =
          "it belongs to an installation with other keys than this home's. To make this a node of"
              + " it, join it: see \"Two nodes\" in the admin guide. Otherwise give another"
              + " --database.";
      LOG.error("The database cannot be used: {} ({})", reason, trouble);
      tell(settings.home().resolve("data").resolve("database-trouble"), reason);
    }
    timer.scheduleWithFixedDelay(this::look, 5, 5, TimeUnit.SECONDS);
  }

  @Deactivate
  public void close() {
    timer.shutdownNow();
  }

  private void look() {
    try {
      settle();
    } catch (RuntimeException e) {
      LOG.debug("The authorities are looked at again in a moment", e);
    }
  }

  /** Makes this node have what the database says. Done twice it is done once. */
  synchronized void settle() {
    var row = known();
    var held = authority.authorities();
    if (!row.is(held)) {
      follow(row, held);
    } else {
      trouble = "";
    }
    seen = row;
    authority.inStep(trouble.isEmpty());
    give(row);
    if (held.of(row.current()).isPresent() || trouble.isEmpty()) {
      report();
    }
  }

  private void follow(AuthorityRow row, Authorities held) {
    try {
      var current = find(row.current(), held);
      var other = row.other() == null ? null : find(row.other(), held);
      var next =
          new Authorities(
              current,
              row.stage() == Stage.PREPARED ? other : null,
              row.stage() == Stage.SWITCHED ? other : null);
      authority.use(next);
      trouble = "";
      LOG.info(
          "The certificate authority is {}{}",
          brief(row.current()),
          other == null ? "" : ", " + row.stage() + " with " + brief(row.other()));
    } catch (IOException | GeneralSecurityException | Problem e) {
      trouble = String.valueOf(e.getMessage());
      LOG.warn("This node cannot follow in the replacement of the authority: {}", trouble);
    }
  }

  private KeyEntry find(String fingerprint, Authorities held) throws GeneralSecurityException {
    var here = held.of(fingerprint);
    if (here.isPresent()) {
      return here.get();
    }
    var kept = authority.kept(fingerprint);
    if (kept.isPresent()) {
      return kept.get();
    }
    var given = given();
    if (given == null) {
      throw new GeneralSecurityException(
          "the key of authority "
              + brief(fingerprint)
              + " is not in this home's keys/; a node that has it gives it within seconds");
    }
    var entry = SealedKey.open(given, node.entry(), held.roots());
    if (!Authorities.fingerprint(entry.certificate()).equals(fingerprint)) {
      throw new GeneralSecurityException("the key that was given is of another authority");
    }
    return entry;
  }

  private @Nullable String given() {
    return door.everywhere(
        () ->
            store.read(
                em ->
                    Optional.ofNullable(em.find(NodeReportEntity.class, settings.node()))
                        .map(NodeReportEntity::sealedKey)
                        .orElse(null)));
  }

  /** Gives the keys that this node has to nodes that are here and have not all of them. */
  private void give(AuthorityRow row) {
    var other = row.other();
    var held = authority.authorities();
    if (other == null || !row.is(held)) {
      return;
    }
    var made = row.stage() == Stage.PREPARED ? held.next() : held.current();
    if (made == null) {
      return;
    }
    var fingerprint = Authorities.fingerprint(made.certificate());
    try {
      door.everywhere(
          () ->
              store.write(
                  em -> {
                    em.createQuery(
                            "select n from NodeReportEntity n where n.seenAt > :since"
                                + " and n.sealedKey is null and n.trusts not like :has",
                            NodeReportEntity.class)
                        .setParameter("since", Instant.now().minus(HERE))
                        .setParameter("has", "%" + fingerprint + "%")
                        .setMaxResults(50)
                        .getResultList()
                        .forEach(lacking -> give(lacking, made, held));
                    return true;
                  }));
    } catch (Problem e) {
      LOG.debug("Another node gave it, or it is given in a moment", e);
    }
  }

  /** To who shows a certificate of ours as a node; to no others. */
  private void give(NodeReportEntity lacking, KeyEntry made, Authorities held) {
    try (var pem = new ByteArrayInputStream(lacking.certificate().getBytes(US_ASCII))) {
      var own = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
      own.checkValidity();
      var by = held.of(lacking.current());
      boolean isNode =
          authority.vouchesFor(own)
              && Subject.of(own)
                  .filter(peer -> peer.node() && peer.name().equals(lacking.id()))
                  .isPresent();
      if (isNode && by.isPresent()) {
        lacking.give(SealedKey.seal(made, by.get(), own.getPublicKey()));
        LOG.info("{} is given the key of the authority", lacking.id());
      }
    } catch (GeneralSecurityException | IOException e) {
      LOG.warn("{} cannot be given the key of the authority: {}", lacking.id(), e.getMessage());
    }
  }

  static String brief(@Nullable String fingerprint) {
    var text = Objects.requireNonNullElse(fingerprint, "");
    return text.substring(0, Math.min(16, text.length()));
  }

  /** What the database says; if it says nothing yet, this home's authority is the one. */
  AuthorityRow known() {
    var there =
        door.everywhere(
            () ->
                store.read(
                    em ->
                        Optional.ofNullable(em.find(AuthorityEntity.class, AuthorityEntity.ID))
                            .map(AuthorityEntity::toRow)));
    return there.orElseGet(this::first);
  }

  private AuthorityRow first() {
    var ours = authority.fingerprint();
    try {
      return door.everywhere(
          () ->
              store.write(
                  em -> {
                    var row = em.find(AuthorityEntity.class, AuthorityEntity.ID);
                    if (row == null) {
                      row = new AuthorityEntity(ours);
                      em.persist(row);
                    }
                    return row.toRow();
                  }));
    } catch (Conflict e) {
      // another node was first, a moment ago
      return known();
    }
  }

  /** Says to the other nodes what this one has. */
  private void report() {
    var now = Instant.now();
    var current = authority.fingerprint();
    var trusted = authority.trusted();
    var pem = Pem.of(node.certificate());
    var says = current + " " + trusted + pem;
    if (says.equals(said) && saidAt.plus(REPORT).isAfter(now)) {
      return;
    }
    var name = settings.node();
    try {
      door.everywhere(
          () ->
              store.write(
                  em -> {
                    var row = em.find(NodeReportEntity.class, name);
                    if (row == null) {
                      row = new NodeReportEntity(name);
                      row.says(current, trusted, pem, now);
                      em.persist(row);
                    } else {
                      row.says(current, trusted, pem, now);
                    }
                    return row;
                  }));
      said = says;
      saidAt = now;
    } catch (Problem e) {
      LOG.debug("What this node has is said later", e);
    }
  }

  List<AuthorityReport.Node> nodes(Instant since) {
    return door.everywhere(
        () ->
            store.read(
                em ->
                    em
                        .createQuery(
                            "select n from NodeReportEntity n where n.seenAt > :since"
                                + " order by n.id",
                            NodeReportEntity.class)
                        .setParameter("since", since)
                        .setMaxResults(100)
                        .getResultList()
                        .stream()
                        .map(NodeReportEntity::toNode)
                        .collect(Collectors.toList())));
  }

  /** Whoever started this node reads it, and ends it. */
  private static void tell(Path file, String reason) {
    try {
      Files.writeString(file, "unfit\n" + reason + "\n");
    } catch (IOException e) {
      LOG.warn("The file {} could not be written: {}", file, e.toString());
    }
  }

  @Override
  public String part() {
    return "authority";
  }

  @Override
  public Health check() {
    if (!trouble.isEmpty()) {
      return new Health(false, "this home's keys are not those of the installation: " + trouble);
    }
    var end = authority.certificate().getNotAfter().toInstant();
    var row = seen;
    if (row != null && row.stage() != Stage.STEADY) {
      return new Health(true, "being replaced (" + row.stage() + "), see msp:authority-show");
    }
    var now = Instant.now();
    return now.plus(NEAR).isAfter(end)
        ? new Health(
            now.plus(LATE).isBefore(end), "ends " + end + ": replace it, msp:authority-rotate")
        : new Health(true, "the one that the database knows, until " + end);
  }
}
