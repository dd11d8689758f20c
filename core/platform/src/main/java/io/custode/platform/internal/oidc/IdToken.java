// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks ID tokens (OpenID Connect Core 1.0, 3.1.3.7). */
final class IdToken {
  /** Signatures that only the provider can make: neither {@code none} nor HMAC. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final int SKEW_SECONDS = 60;
  private static final int MOST_GROUPS = 5000;

  private final Issuer.Settings settings;
  private final JWKSource<SecurityContext> keys;

  IdToken(Issuer.Settings settings, JWKSource<SecurityContext> keys) {
    this.settings = settings;
    this.keys = keys;
  }

  Claims check(String token, String nonce) throws IOException, Refusal {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    processor.setJWTClaimsSetVerifier(verifier(nonce));
    try {
      var claims = processor.process(SignedJWT.parse(token), null);
      checkParty(claims);
      checkAge(claims);
      return claims(claims);
    } catch (RemoteKeySourceException e) {
      throw new IOException("Its keys cannot be read", e);
    } catch (BadJOSEException | JOSEException | ParseException | IllegalArgumentException e) {
      throw new Refusal("the token does not hold: " + e.getMessage());
    }
  }

  private DefaultJWTClaimsVerifier<SecurityContext> verifier(String nonce) {
    var verifier =
        new DefaultJWTClaimsVerifier<SecurityContext>(
            settings.clientId(),
            new JWTClaimsSet.Builder().issuer(settings.issuer()).claim("nonce", nonce).build(),
            Set.of("sub", "exp", "iat"));
    verifier.setMaxClockSkew(SKEW_SECONDS);
    return verifier;
  }

  /** A token for several must have been made for us. */
  private void checkParty(JWTClaimsSet claims) throws ParseException, Refusal {
    var party = claims.getStringClaim("azp");
    if (party == null ? claims.getAudience().size() > 1 : !party.equals(settings.clientId())) {
      throw new Refusal("the token was made for another program");
    }
  }

  private static void checkAge(JWTClaimsSet claims) throws Refusal {
    if (claims.getIssueTime().toInstant().isAfter(Instant.now().plusSeconds(SKEW_SECONDS))) {
      throw new Refusal("the token is of the future: one of the clocks is wrong");
    }
  }

  private Claims claims(JWTClaimsSet claims) throws ParseException, Refusal {
    var subject = claims.getSubject();
    if (subject.isEmpty() || subject.length() > 255) {
      throw new Refusal("the token's subject is empty or too long");
    }
    var email = claims.getStringClaim("email");
    boolean verified = Boolean.TRUE.equals(claims.getClaim("email_verified"));
    return new Claims(
        subject,
        lower(claims.getStringClaim(settings.nameClaim())),
        groups(claims.getClaim(settings.groupsClaim())),
        verified ? lower(email) : null);
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  /** Some send one group as plain text. */
  private static List<String> groups(@Nullable Object claim) {
    if (claim instanceof String one) {
      return List.of(one);
    }
    return claim instanceof List<?> all
        ? all.stream()
            .limit(MOST_GROUPS)
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .toList()
        : List.of();
  }
}
