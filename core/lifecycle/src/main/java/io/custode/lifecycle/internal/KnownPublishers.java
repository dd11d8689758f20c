// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import io.custode.api.access.Access;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.event.EventId;
import io.custode.api.json.Json;
import io.custode.api.plugin.PluginReleased;
import io.custode.api.plugin.PublisherAdded;
import io.custode.api.plugin.TrustRestored;
import io.custode.api.plugin.TrustRevoked;
import io.custode.core.module.ModuleRepository;
import io.custode.core.trust.KnownPublisher;
import io.custode.core.trust.KnownPublisher.Certificate;
import io.custode.core.trust.KnownPublisher.State;
import io.custode.core.trust.PublisherTrust;
import io.custode.core.trust.Revocation;
import io.custode.core.trust.RevocationPlan;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whom the installation trusts, and what an administrator changes of it. */
@Component(service = {KnownPublishers.class, PublisherTrust.class})
public final class KnownPublishers implements PublisherTrust {
  static final String READ = "core.publisher.read";
  static final String DECIDE = "core.publisher.decide";

  /** Until the end of a certificate, to get what it signed signed anew. */
  static final Duration WARNING = Duration.ofDays(30);

  private static final Logger LOG = LoggerFactory.getLogger(KnownPublishers.class);
  private static final int MOST = 200;
  private static final int LONGEST_NAME = 100;
  private final PluginRows rows;
  private final Access access;
  private final Audit audit;
  private final TrustStore trust;
  private final Quarantines quarantines;
  private final ModuleRepository modules;
  private final Clock clock;

  @Activate
  public KnownPublishers(
      @Reference PluginRows rows,
      @Reference Access access,
      @Reference Audit audit,
      @Reference LifecycleSettings settings,
      @Reference Quarantines quarantines,
      @Reference ModuleRepository modules) {
    this(rows, access, audit, settings, quarantines, modules, Clock.systemUTC());
  }

  KnownPublishers(
      PluginRows rows,
      Access access,
      Audit audit,
      LifecycleSettings settings,
      Quarantines quarantines,
      ModuleRepository modules,
      Clock clock) {
    this.rows = rows;
    this.access = access;
    this.audit = audit;
    this.trust = new TrustStore(rows, settings);
    this.quarantines = quarantines;
    this.modules = modules;
    this.clock = clock;
  }

  @Override
  public List<KnownPublisher> list() {
    access.require(READ);
    return all();
  }

  @Override
  public KnownPublisher show(String key) {
    access.require(READ);
    return all().stream()
        .filter(one -> one.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new NotFound("publisher", Revocation.fingerprint("key", key)));
  }

  List<KnownPublisher> all() {
    var certificates = trust.certificates();
    var revoked = trust.revocations();
    var present = rows.present();
    var keys = new TreeSet<String>();
    certificates.forEach(one -> keys.add(one.key()));
    present.forEach(row -> keys.add(row.publisherKey()));
    revoked.keySet().stream()
        .filter(what -> what.startsWith(Revocation.KEY))
        .forEach(what -> keys.add(what.substring(Revocation.KEY.length())));
    return keys.stream()
        .map(
            key ->
                known(
                    key,
                    certificates.stream().filter(one -> one.key().equals(key)).toList(),
                    Optional.ofNullable(revoked.get(Revocation.KEY + key)),
                    present.stream().filter(row -> row.publisherKey().equals(key)).toList()))
        .sorted(Comparator.comparing(KnownPublisher::name).thenComparing(KnownPublisher::key))
        .toList();
  }

  private KnownPublisher known(
      String key,
      List<PublisherCertificate> certificates,
      Optional<Revocation> revoked,
      List<PluginRow> plugins) {
    var ends =
        certificates.stream()
            .map(one -> one.certificate().getNotAfter().toInstant())
            .max(Comparator.naturalOrder());
    return new KnownPublisher(
        key,
        certificates.stream().map(PublisherCertificate::name).findFirst().orElse(""),
        revoked.isPresent() ? State.REVOKED : state(ends),
        ends.map(Instant::toString).orElse(""),
        plugins.stream().map(PluginRow::id).toList(),
        revoked.map(Revocation::reason).orElse(""),
        certificates.stream().map(KnownPublishers::shown).toList());
  }

  private State state(Optional<Instant> ends) {
    var now = clock.instant();
    if (ends.isEmpty()) {
      return State.UNKNOWN;
    }
    return now.isAfter(ends.get())
        ? State.EXPIRED
        : now.plus(WARNING).isAfter(ends.get()) ? State.ENDING : State.TRUSTED;
  }

  private static Certificate shown(PublisherCertificate one) {
    return new Certificate(
        one.fingerprint(),
        one.certificate().getSubjectX500Principal().getName(),
        one.certificate().getNotBefore().toInstant(),
        one.certificate().getNotAfter().toInstant(),
        one.from());
  }

  @Override
  public KnownPublisher look(String certificate) {
    access.require(DECIDE);
    var one = sound(certificate, null);
    return known(one.key(), List.of(one), Optional.empty(), signedWith(one.key()));
  }

  @Override
  public KnownPublisher add(String certificate, @Nullable String name) {
    access.require(DECIDE);
    var one = sound(certificate, name);
    var by = access.current().id().value();
    rows.write(
        em -> {
          if (em.find(PublisherEntity.class, one.fingerprint()) == null) {
            var count =
                em.createQuery("select count(p) from PublisherEntity p", Long.class)
                    .getSingleResult();
            if (count >= MOST) {
              throw new Conflict(
                  "too-many-publishers",
                  "There are "
                      + MOST
                      + " certificates of publishers, the most that are kept;"
                      + " nothing was changed.",
                  "Put further ones into keys/publishers of each node.");
            }
            em.persist(new PublisherEntity(one.name(), one, now(), by));
            em.createQuery(
                    "select p from PluginEntity p where p.stranger = :strange and p.publisher = :by",
                    PluginEntity.class)
                .setParameter("strange", true)
                .setParameter("by", one.fingerprint())
                .getResultList()
                .forEach(this::vouch);
            rows.publish(
                new PublisherAdded(EventId.next(), now(), one.key(), one.fingerprint(), by));
          }
          return true;
        });
    audit.record(
        "core.publisher.add",
        "publisher/" + one.key(),
        // a fingerprint consists of digits and letters: nothing to escape
        new Json("{\"certificate\":\"" + one.fingerprint() + "\"}"));
    LOG.info("The publisher {} is trusted: {}", one.name(), one.key());
    return show(one.key());
  }

  /** What came of his by the developer mode may run without it, on nodes and machines. */
  private void vouch(PluginEntity plugin) {
    plugin.vouch();
    var row = plugin.toRow();
    rows.publish(new PluginReleased(EventId.next(), now(), row.id(), row.version()));
  }

  private static X509Certificate read(String certificate) {
    try {
      var pem =
          certificate.startsWith("file:")
              ? JarSource.read(certificate, Publishers.MAX_BYTES)
              : certificate.getBytes(StandardCharsets.UTF_8);
      var found = pem.length > Publishers.MAX_BYTES ? null : Publishers.read(pem);
      if (found != null && found.size() == 1) {
        return found.iterator().next();
      }
    } catch (CertificateException e) {
      LOG.debug("That is no certificate", e);
    }
    throw Invalid.field(
        "certificate", "must be one X.509 certificate, as PEM or as a file: URL of it");
  }

  private static String name(@Nullable String name, X509Certificate certificate) {
    var text = name == null ? certificate.getSubjectX500Principal().getName() : name.strip();
    if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
      throw Invalid.field("name", "is needed, one line of at most " + LONGEST_NAME);
    }
    if (name != null && text.length() > LONGEST_NAME) {
      throw Invalid.field("name", "must be at most " + LONGEST_NAME);
    }
    return text.substring(0, Math.min(text.length(), LONGEST_NAME));
  }

  private PublisherCertificate sound(String certificate, @Nullable String name) {
    var read = read(certificate);
    var one = new PublisherCertificate(read, name(name, read), "");
    var now = clock.instant();
    if (now.isAfter(one.certificate().getNotAfter().toInstant())
        || now.isBefore(one.certificate().getNotBefore().toInstant())) {
      throw Invalid.field("certificate", "is not valid now: ask the publisher for another one");
    }
    if (trust.revocations().containsKey(Revocation.KEY + one.key())) {
      throw new Conflict(
          "publisher-revoked",
          "The key " + one.key() + " is revoked; nothing was changed.",
          "If it is sound, take that back first: msp:revocation-lift key:" + one.key());
    }
    return one;
  }

  private List<PluginRow> signedWith(String key) {
    return rows.present().stream().filter(row -> row.publisherKey().equals(key)).toList();
  }

  @Override
  public RevocationPlan plan(String what) {
    access.require(DECIDE);
    Revocation.what(what);
    var plugins =
        rows.present().stream()
            .filter(row -> Revocation.isOf(what, row.sha256(), row.publisherKey()))
            .map(PluginRow::id)
            .toList();
    return new RevocationPlan(what, plugins, modules.machines(plugins));
  }

  @Override
  public Revocation revoke(String what, String reason) {
    access.require(DECIDE);
    var by = access.current().id().value();
    var revocation = new Revocation(Revocation.what(what), Revocation.reason(reason), now(), by);
    rows.write(
        em -> {
          var known = em.find(RevocationEntity.class, what);
          if (known == null) {
            em.persist(new RevocationEntity(revocation));
          } else {
            known.revoke(revocation);
          }
          rows.publish(new TrustRevoked(EventId.next(), now(), what, by));
          return true;
        });
    audit.record("core.publisher.revoke", "trust/" + what, Json.EMPTY);
    LOG.warn("{} is not trusted any more: {}", what, revocation.reason());
    quarantines.look();
    return revocation;
  }

  @Override
  public Revocation lift(String what) {
    access.require(DECIDE);
    var by = access.current().id().value();
    rows.write(
        em -> {
          var known = em.find(RevocationEntity.class, Revocation.what(what));
          if (known == null || !known.holds()) {
            throw new NotFound("revocation", what);
          }
          known.lift(now(), by);
          rows.publish(new TrustRestored(EventId.next(), now(), what, by));
          return true;
        });
    audit.record("core.publisher.restore", "trust/" + what, Json.EMPTY);
    LOG.warn("That {} is revoked was taken back", what);
    quarantines.look();
    return revocations().stream().filter(one -> one.what().equals(what)).findFirst().orElseThrow();
  }

  @Override
  public List<Revocation> revocations() {
    access.require(READ);
    return rows.read(
        em ->
            em.createQuery(
                    "select r from RevocationEntity r order by r.at desc, r.what",
                    RevocationEntity.class)
                .setMaxResults(1000)
                .getResultStream()
                .map(RevocationEntity::toRevocation)
                .collect(Collectors.toList()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
