// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.notice;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.custode.api.error.Problem;
import io.custode.api.secret.SecretName;
import io.custode.api.secret.SecretValue;
import io.custode.api.secret.Secrets;
import io.custode.platform.internal.access.ConsoleAddress;
import io.custode.platform.internal.access.Visibility;
import io.custode.platform.internal.push.P256;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * By what push services know this installation (VAPID, RFC 8292): a key pair that is made when it
 * is first needed and kept among the secrets. Browsers subscribe to messages under its public half;
 * under another they have to subscribe anew.
 */
@Component(service = PushKey.class)
public final class PushKey {
  /** The private half in PKCS #8 and the public one, each in base64url, with a dot between them. */
  static final SecretName NAME = SecretName.of("core.web-push");

  /** At most a day; a clock may be wrong by some hours. */
  private static final Duration GOOD_FOR = Duration.ofHours(12);

  private static final String HEADER = "{\"typ\":\"JWT\",\"alg\":\"ES256\"}";

  private final Secrets secrets;
  private final Visibility visibility;
  private final ConsoleAddress console;

  @Activate
  public PushKey(
      @Reference Secrets secrets,
      @Reference Visibility visibility,
      @Reference ConsoleAddress console) {
    this.secrets = secrets;
    this.visibility = visibility;
    this.console = console;
  }

  /**
   * @return the public half, base64url
   */
  public String publicKey() {
    return pair().publicKey();
  }

  private Pair pair() {
    return known().or(this::make).orElseThrow();
  }

  private record Pair(String privateKey, String publicKey) {
    @Override
    public String toString() {
      return "Pair[" + publicKey + "]";
    }
  }

  /** The provider's, whatever tenant is bound. */
  private Optional<Pair> known() {
    return visibility.asProvider(() -> secrets.get(NAME)).map(PushKey::read);
  }

  private static Pair read(SecretValue value) {
    try (value) {
      var bytes = value.bytes();
      var parts = new String(bytes, US_ASCII).split("\\.");
      Arrays.fill(bytes, (byte) 0);
      if (parts.length != 2) {
        throw broken();
      }
      return new Pair(parts[0], parts[1]);
    }
  }

  /**
   * What is kept then counts. Of two nodes that make one at the same moment a browser may get the
   * other key: it is renewed at the next visit (177).
   */
  private Optional<Pair> make() {
    var pair = P256.pair();
    var text =
        url(pair.getPrivate().getEncoded()) + "." + url(P256.write((ECPublicKey) pair.getPublic()));
    try (var value = SecretValue.of(text.getBytes(US_ASCII))) {
      visibility.asProvider(() -> secrets.set(NAME, value));
    }
    return known();
  }

  /**
   * @return the value of {@code Authorization} for a request to that endpoint
   */
  public String authorization(URI endpoint, Instant now) {
    var pair = pair();
    return "vapid t=" + token(pair, endpoint, now) + ", k=" + pair.publicKey();
  }

  private String token(Pair pair, URI endpoint, Instant now) {
    var port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
    // a push service that is troubled by us finds somebody to tell there
    var contact = console.link("/").map(url -> ",\"sub\":\"" + url + "\"").orElse("");
    var claims =
        "{\"aud\":\"https://"
            + endpoint.getHost()
            + port
            + "\",\"exp\":"
            + now.plus(GOOD_FOR).getEpochSecond()
            + contact
            + "}";
    var signed = url(HEADER.getBytes(US_ASCII)) + "." + url(claims.getBytes(US_ASCII));
    try {
      var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(privateKey(pair));
      signature.update(signed.getBytes(US_ASCII));
      return signed + "." + url(signature.sign());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw broken();
    }
  }

  private static Problem broken() {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "push-key-broken",
        "The secret " + NAME + " is no key; no device was told.",
        "Remove it with msp:secret-remove: another is made, and each device is added anew.");
  }

  private static PrivateKey privateKey(Pair pair) throws GeneralSecurityException {
    var bytes = Base64.getUrlDecoder().decode(pair.privateKey());
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(bytes));
  }

  private static String url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
