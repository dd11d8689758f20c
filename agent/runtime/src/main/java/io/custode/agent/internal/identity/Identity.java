// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.internal.identity;

import io.custode.agent.internal.store.DurableFile;
import io.custode.agent.protocol.Codec;
import io.custode.agent.protocol.Enrolment;
import io.custode.agent.protocol.MalformedMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who this agent is and whom it trusts. One file, so that key and certificate always match. */
public final class Identity {
  private static final int MOST_ROOTS = 5;

  private final Saved saved;
  private final PrivateKey key;
  private final X509Certificate[] chain;
  private final List<X509Certificate> roots;

  private Identity(
      Saved saved, PrivateKey key, X509Certificate[] chain, List<X509Certificate> roots) {
    this.saved = saved;
    this.key = key;
    this.chain = chain;
    this.roots = List.copyOf(roots);
  }

  /**
   * What the file holds.
   *
   * @param roots PEM of the authorities that are trusted; null if it is the last of the
   *     certificates only
   */
  record Saved(
      String agent,
      String server,
      String mqtt,
      String privateKey,
      List<String> certificates,
      Instant renewAfter,
      @Nullable Boolean pending,
      @Nullable String proxy,
      @Nullable List<String> roots) {
    @Override
    public String toString() {
      return "Identity[" + agent + "]";
    }
  }

  /**
   * Checks what the platform granted before it is believed. It came from somebody whom an authority
   * vouches for that is trusted already; so the authorities that he names are trusted from now on.
   *
   * @param trusted fingerprints of the authorities that are trusted until now
   * @throws GeneralSecurityException if it is not for this key or not by such an authority
   */
  static Identity granted(
      String server,
      Enrolment.Grant grant,
      KeyPair keys,
      Set<String> trusted,
      @Nullable String proxy)
      throws GeneralSecurityException {
    var saved =
        new Saved(
            grant.agent(),
            server,
            grant.mqtt(),
            Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()),
            grant.certificates(),
            grant.renewAfter(),
            grant.pending(),
            proxy,
            grant.roots());
    var identity = of(saved);
    var own = identity.chain[0];
    if (!own.getPublicKey().equals(keys.getPublic())) {
      throw new GeneralSecurityException(
          "The platform's certificate is not for this machine's key");
    }
    var by = Keys.fingerprint(identity.authority());
    if (!identity.trusts().contains(by) || grant.roots() == null && !trusted.contains(by)) {
      throw new GeneralSecurityException("The certificate is not by the authority of the secret");
    }
    own.verify(identity.authority().getPublicKey());
    if (!List.of(own.getSubjectX500Principal().getName().split(","))
        .contains("CN=" + grant.agent())) {
      throw new GeneralSecurityException(
          "The certificate is not in the name of agent " + grant.agent());
    }
    return identity;
  }

  /**
   * @throws IOException saying what to do, if there is none or it is damaged
   */
  public static Identity load(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("This machine is not enrolled; run: custode-agent enrol");
    }
    try {
      return of(Codec.fromJson(Files.readString(file), Saved.class));
    } catch (MalformedMessage | IllegalArgumentException | GeneralSecurityException e) {
      throw new IOException(
          "The identity in " + file + " is damaged; enrol again with --replace", e);
    }
  }

  public void save(Path file) throws IOException {
    DurableFile.write(file, Codec.toJson(saved));
  }

  private static Identity of(Saved saved) throws GeneralSecurityException {
    if (!isId(saved.agent())) {
      throw new GeneralSecurityException("The agent's id is none");
    }
    var chain = new X509Certificate[saved.certificates().size()];
    if (chain.length < 2) {
      throw new GeneralSecurityException("The authority's certificate is missing");
    }
    for (int i = 0; i < chain.length; i++) {
      chain[i] = Keys.certificate(saved.certificates().get(i));
    }
    var roots = new ArrayList<X509Certificate>();
    for (var pem : saved.roots() == null ? List.<String>of() : saved.roots()) {
      roots.add(Keys.certificate(pem));
    }
    if (roots.size() > MOST_ROOTS) {
      throw new GeneralSecurityException("More than " + MOST_ROOTS + " authorities are named");
    }
    if (roots.isEmpty()) {
      roots.add(chain[chain.length - 1]);
    }
    return new Identity(saved, Keys.privateKey(saved.privateKey()), chain, roots);
  }

  /** Letters, digits and hyphens: it becomes a part of topics and file names. */
  public static boolean isId(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean fits =
          c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-';
      if (!fits) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= 64;
  }

  public String agent() {
    return saved.agent();
  }

  /** Whether somebody has to approve it, as of when it was granted. */
  public boolean pending() {
    return Boolean.TRUE.equals(saved.pending());
  }

  /** By which it reaches the platform, or null. */
  public @Nullable HttpProxy proxy() {
    var text = saved.proxy();
    return text == null ? null : HttpProxy.parse(text);
  }

  /** With the password. */
  public @Nullable String proxyText() {
    return saved.proxy();
  }

  /** The same agent by another way. */
  public Identity by(@Nullable String proxy) {
    var next =
        new Saved(
            saved.agent(),
            saved.server(),
            saved.mqtt(),
            saved.privateKey(),
            saved.certificates(),
            saved.renewAfter(),
            saved.pending(),
            proxy,
            saved.roots());
    return new Identity(next, key, chain, roots);
  }

  /** {@code https://host:port} of the agents' port. */
  public URI server() {
    return URI.create(saved.server());
  }

  /** {@code ssl://host:port}. */
  public String mqtt() {
    return saved.mqtt();
  }

  /** By the platform's clock. */
  public Instant renewAfter() {
    return saved.renewAfter();
  }

  public Instant certificateEnds() {
    return chain[0].getNotAfter().toInstant();
  }

  public Instant certificateBegins() {
    return chain[0].getNotBefore().toInstant();
  }

  /** Who signed its certificate. */
  public X509Certificate authority() {
    return chain[chain.length - 1];
  }

  /** All whose certificates and signatures are believed. */
  public List<X509Certificate> roots() {
    return roots;
  }

  /** Keys of all who vouch for what the platform sends. */
  public List<PublicKey> authorities() {
    return roots().stream().map(X509Certificate::getPublicKey).toList();
  }

  /** Fingerprints of {@link #roots}. */
  public List<String> trusts() {
    return roots.stream().map(Identity::fingerprint).toList();
  }

  /** Fingerprint of {@link #authority}. */
  public String certifiedBy() {
    return fingerprint(authority());
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      return Keys.fingerprint(certificate);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A certificate that was read cannot be digested", e);
    }
  }

  PrivateKey key() {
    return key;
  }

  X509Certificate[] chain() {
    return chain.clone();
  }

  @Override
  public String toString() {
    return saved.toString();
  }
}
