// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.Challenge;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Making and using passkeys (Web Authentication Level 2, 7.1 and 7.2). The authenticator has to
 * verify its user each time. Who made it is not asked for: no attestation.
 */
public final class Ceremony {
  /** Both by which curves browsers have passkeys, and RSA for Windows. */
  public static final List<Integer> ALGORITHMS = List.of(-7, -8, -257);

  private static final List<PublicKeyCredentialParameters> KINDS =
      ALGORITHMS.stream()
          .map(
              number ->
                  new PublicKeyCredentialParameters(
                      PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(number)))
          .toList();

  private static final int LONGEST = 20_000;

  /**
   * A passkey.
   *
   * @param id base64url
   * @param data its id and public key, base64
   * @param counter of its uses; 0 if it counts none
   * @param synced whether it may be on several devices
   */
  public record Passkey(String id, String data, long counter, boolean synced) {}

  /**
   * A use of a passkey that is not checked yet.
   *
   * @param id base64url
   * @param user whose the browser says it is
   */
  public record Use(String id, @Nullable String user, AuthenticationData data) {}

  private final ObjectConverter json = new ObjectConverter();
  private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(json);
  private final AttestedCredentialDataConverter stored = new AttestedCredentialDataConverter(json);
  private final URI address;

  /**
   * @param address by which browsers reach the console
   */
  public Ceremony(URI address) {
    this.address = address;
  }

  /**
   * @param response of the browser's {@code create}, as JSON
   * @param once whether that challenge, base64url, was given and is used now for the first time
   * @throws Refusal if it does not hold
   */
  public Passkey made(String response, Predicate<String> once) throws Refusal {
    checkLength(response);
    var data = held(() -> manager.parseRegistrationResponseJSON(response));
    var site = site(data.getCollectedClientData(), once);
    held(() -> manager.verify(data, new RegistrationParameters(site, KINDS, true, true)));
    var said = present(present(data.getAttestationObject()).getAuthenticatorData());
    var credential = present(said.getAttestedCredentialData());
    return new Passkey(
        url(credential.getCredentialId()),
        Base64.getEncoder().encodeToString(stored.convert(credential)),
        said.getSignCount(),
        said.isFlagBE());
  }

  /**
   * @param response of the browser's {@code get}, as JSON
   * @throws Refusal if it cannot be read
   */
  public Use read(String response) throws Refusal {
    checkLength(response);
    var data = held(() -> manager.parseAuthenticationResponseJSON(response));
    var user = data.getUserHandle();
    return new Use(
        url(present(data.getCredentialId())),
        user == null ? null : new String(user, StandardCharsets.UTF_8),
        data);
  }

  /**
   * @param once as above
   * @return its counter from now on
   * @throws Refusal if it does not hold, also if it was counted before: then it is a copy
   */
  public long used(Use use, Passkey passkey, Predicate<String> once) throws Refusal {
    var site = site(use.data().getCollectedClientData(), once);
    held(
        () ->
            manager.verify(
                use.data(), new AuthenticationParameters(site, known(passkey), null, true, true)));
    return present(use.data().getAuthenticatorData()).getSignCount();
  }

  private CredentialRecordImpl known(Passkey passkey) {
    return new CredentialRecordImpl(
        new NoneAttestationStatement(),
        true,
        passkey.synced(),
        null,
        passkey.counter(),
        stored.convert(Base64.getDecoder().decode(passkey.data())),
        null,
        null,
        null,
        null);
  }

  /** Strangers' texts: the library meets some with a NullPointerException. */
  private static <T> T held(Supplier<T> work) throws Refusal {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw new Refusal(e);
    }
  }

  private ServerProperty site(@Nullable CollectedClientData said, Predicate<String> once)
      throws Refusal {
    Challenge challenge = present(said).getChallenge();
    if (!once.test(url(challenge.getValue()))) {
      throw new Refusal("its challenge was not given, is used or has ended");
    }
    return new ServerProperty(
        Set.of(new Origin(address.toString())),
        String.valueOf(address.getHost()),
        new DefaultChallenge(challenge.getValue()));
  }

  private static void checkLength(String response) throws Refusal {
    if (response.length() > LONGEST) {
      throw new Refusal("it is too long");
    }
  }

  private static <T> T present(@Nullable T part) throws Refusal {
    if (part == null) {
      throw new Refusal("a part of it is missing");
    }
    return part;
  }

  private static String url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
