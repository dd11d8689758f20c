// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.authority;

import io.custode.gateway.internal.Settings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The installation's own certificate authority. Made at the first start; while it is replaced by
 * another one there are two, see {@link Authorities}.
 */
@Component(service = CertificateAuthority.class)
public final class CertificateAuthority {
  /** How long an agent's certificate lasts; short, since an external broker knows no revocation. */
  public static final Duration AGENT_LIFE = Duration.ofDays(30);

  /** When an agent asks for the next one. */
  public static final Duration AGENT_RENEWAL = Duration.ofDays(10);

  private static final Logger LOG = LoggerFactory.getLogger(CertificateAuthority.class);
  private static final Duration SERVER_LIFE = Duration.ofDays(397);

  private final KeyFiles files;
  private final AuthorityFiles stored;
  private final Clock clock;
  private final AuthorityTrust trust;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Authorities authorities;
  private volatile boolean inStep = true;

  /** The current authority's certificate by the former one, for who trusts only that. */
  private volatile @Nullable X509Certificate cross;

  @Activate
  public CertificateAuthority(@Reference Settings settings)
      throws GeneralSecurityException, IOException {
    this(new KeyFiles(settings.keys()), Clock.systemUTC());
  }

  public CertificateAuthority(KeyFiles files, Clock clock)
      throws GeneralSecurityException, IOException {
    this.files = files;
    this.clock = clock;
    stored = new AuthorityFiles(files);
    authorities = stored.load(clock.instant());
    cross = cross(authorities);
    trust = new AuthorityTrust(authorities.roots());
  }

  /** A new authority, that nobody knows of yet. */
  KeyEntry makeNext() throws GeneralSecurityException {
    var random = new byte[4];
    new SecureRandom().nextBytes(random);
    // browsers and brokers tell authorities by their names
    var name = "Custode certificate authority " + HexFormat.of().formatHex(random);
    return Issuer.authority(name, clock.instant());
  }

  Authorities authorities() {
    return authorities;
  }

  /** Puts a new one on disk, before anybody hears of it. */
  void keep(KeyEntry made) throws GeneralSecurityException, IOException {
    stored.keep(made);
  }

  /** One that is on disk, whether it has a role or not. */
  Optional<KeyEntry> kept(String fingerprint) throws GeneralSecurityException {
    return stored.kept(fingerprint);
  }

  /** Whether this node has what the database says; until then it tells agents nothing. */
  void inStep(boolean follows) {
    inStep = follows;
  }

  public boolean inStep() {
    return inStep;
  }

  /** Takes these from now on, on disk first. */
  synchronized void use(Authorities next) throws GeneralSecurityException, IOException {
    stored.save(next);
    cross = cross(next);
    authorities = next;
    trust.trust(next.roots());
    for (var listener : listeners) {
      try {
        listener.run();
      } catch (RuntimeException e) {
        LOG.warn("A part of this node has not taken over the change of the authority", e);
      }
    }
  }

  /** Calls whenever the authorities changed. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Calls it no more. */
  public void forget(Runnable listener) {
    listeners.remove(listener);
  }

  private @Nullable X509Certificate cross(Authorities all) throws GeneralSecurityException {
    var former = all.former();
    return former == null ? null : Issuer.cross(former, all.current(), clock.instant());
  }

  public X509Certificate certificate() {
    return authorities.current().certificate();
  }

  /** Certificates of all that are trusted, the current one first. */
  public List<X509Certificate> roots() {
    return authorities.roots();
  }

  public KeyFiles files() {
    return files;
  }

  /**
   * @return SHA-256 of the authority's certificate, as enrolment secrets carry it
   */
  public String fingerprint() {
    return Authorities.fingerprint(certificate());
  }

  public X509ExtendedTrustManager trust() {
    return trust;
  }

  /** Whether a certificate is by an authority that is trusted now. */
  public boolean vouchesFor(X509Certificate certificate) {
    return trust.vouchesFor(certificate);
  }

  /** Fingerprint of the authority that a certificate is by; of the current one if by none. */
  public String signerOf(X509Certificate certificate) {
    return Authorities.fingerprint(
        authorities.signerOf(certificate).orElse(authorities.current()).certificate());
  }

  /** The certificate of the authority with that fingerprint; the current one's if there is none. */
  public X509Certificate root(String fingerprint) {
    return entry(fingerprint).certificate();
  }

  /** What an agent trusts that has been told of all authorities, and of no others. */
  public String trusted() {
    return authorities.trusted();
  }

  /** Whether an agent that trusts these has nothing to be told. */
  public boolean suits(List<String> trusts, @Nullable String certifiedBy) {
    return !inStep
        || Authorities.trusted(trusts).equals(trusted()) && fingerprint().equals(certifiedBy);
  }

  /**
   * @param trusts fingerprints of the authorities that an agent trusts, as far as is known
   * @return of the one whose signature it believes
   */
  public String believedBy(Collection<String> trusts) {
    var former = authorities.former();
    return former == null || trusts.contains(fingerprint())
        ? fingerprint()
        : Authorities.fingerprint(former.certificate());
  }

  private KeyEntry entry(String fingerprint) {
    return authorities.of(fingerprint).orElse(authorities.current());
  }

  /** A certificate for an agent's key. */
  public X509Certificate issueAgent(String agent, PublicKey key) {
    return issueAgent(agent, key, fingerprint());
  }

  /**
   * A certificate for an agent's key.
   *
   * @param by fingerprint of the authority; if there is no such one any more, the current one
   */
  public X509Certificate issueAgent(String agent, PublicKey key, String by) {
    return issueAgent(agent, key, entry(by));
  }

  X509Certificate issueAgent(String agent, PublicKey key, KeyEntry by) {
    try {
      var now = clock.instant();
      var issued =
          Issuer.issue(by, Issuer.Purpose.AGENT, agent, key, List.of(), now, now.plus(AGENT_LIFE));
      trust.remember(issued);
      return issued;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot issue a certificate", e);
    }
  }

  /** Keys and certificate for a node of the platform. */
  KeyEntry issueNode(String name, Collection<String> hosts) throws GeneralSecurityException {
    return issueServer(Issuer.Purpose.NODE, name, hosts);
  }

  /** Keys and certificate for an external broker, with all that it is to show. */
  public KeyEntry issueBroker(String host, Collection<String> hosts) {
    try {
      var made = issueServer(Issuer.Purpose.BROKER, host, hosts);
      return new KeyEntry(made.key(), shown(made));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot issue a certificate", e);
    }
  }

  /**
   * @return Base64 of the current authority's signature, SHA256withECDSA
   */
  public String sign(byte[] content) {
    return sign(content, fingerprint());
  }

  /**
   * @param by fingerprint of the authority; if there is no such one any more, the current one
   * @return Base64 of its signature, SHA256withECDSA
   */
  public String sign(byte[] content, String by) {
    try {
      var signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(entry(by).key());
      signer.update(content);
      return Base64.getEncoder().encodeToString(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot sign", e);
    }
  }

  Instant now() {
    return clock.instant();
  }

  private KeyEntry issueServer(Issuer.Purpose purpose, String name, Collection<String> hosts)
      throws GeneralSecurityException {
    var keys = Issuer.newKeys();
    var now = clock.instant();
    var current = authorities.current();
    var issued =
        Issuer.issue(current, purpose, name, keys.getPublic(), hosts, now, now.plus(SERVER_LIFE));
    trust.remember(issued);
    var chain = new ArrayList<>(List.of(issued));
    chain.addAll(above());
    return new KeyEntry(keys.getPrivate(), chain);
  }

  /** What stands above a server's certificate: a chain that leads to the oldest authority. */
  private List<X509Certificate> above() {
    var by = cross;
    var former = authorities.former();
    return by == null || former == null
        ? List.of(certificate())
        : List.of(by, former.certificate());
  }

  /**
   * What a server shows in a handshake. It leads to the former authority, for agents that were not
   * told of the current one yet; the current one's own certificate is there too, for machines that
   * enrol with a secret that names it.
   */
  List<X509Certificate> shown(KeyEntry server) {
    var shown = new ArrayList<>(server.chain());
    if (!shown.contains(certificate()) && signed(server.certificate())) {
      shown.add(certificate());
    }
    return shown;
  }

  /** Whether a server's certificate is by the current authority, with the right ones above it. */
  boolean fits(KeyEntry server) {
    var above = above();
    var chain = server.chain();
    return signed(server.certificate())
        && chain.size() == above.size() + 1
        && chain.get(above.size()).equals(above.get(above.size() - 1));
  }

  /** Whether a certificate is one that the current authority signed. */
  boolean signed(X509Certificate certificate) {
    try {
      certificate.verify(certificate().getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false; // signed by somebody else
    }
  }
}
