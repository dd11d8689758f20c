// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.oidc;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A provider by whom people sign in: authorization code with PKCE. What it says about itself is
 * remembered for an hour, its keys too; a key that is not among them is asked for once, and not
 * again for half a minute.
 */
public final class Issuer {
  private static final long REMEMBER_NANOS = Duration.ofHours(1).toNanos();
  private static final long REMEMBER_MILLIS = Duration.ofHours(1).toMillis();
  private static final long ASK_MILLIS = Duration.ofSeconds(12).toMillis();
  private static final long BETWEEN_MILLIS = Duration.ofSeconds(30).toMillis();

  /** What is asked of it. */
  public record Settings(
      String issuer,
      String clientId,
      String scopes,
      String nameClaim,
      String groupsClaim,
      @Nullable String ca) {}

  private record Known(Metadata metadata, JWKSource<SecurityContext> keys, long at) {}

  private final Settings settings;
  private final Https https;
  private volatile @Nullable Known known;

  /**
   * @param longest that it may take for an answer
   * @throws GeneralSecurityException if its certificates are none
   */
  public Issuer(Settings settings, Duration longest) throws GeneralSecurityException, IOException {
    this.settings = settings;
    this.https = new Https(settings.ca(), longest);
  }

  /**
   * Asks it for what it says about itself and for its keys.
   *
   * @throws IOException if the provider does not answer as one
   */
  public void check() throws IOException {
    try {
      if (known().keys().get(new JWKSelector(new JWKMatcher.Builder().build()), null).isEmpty()) {
        throw new IOException("It has no keys");
      }
    } catch (KeySourceException e) {
      throw new IOException("Its keys cannot be read", e);
    }
  }

  /**
   * Where to send a browser that wants to sign in.
   *
   * @throws IOException if the provider does not answer as one
   */
  public URI departure(Trip trip) throws IOException {
    var query = new LinkedHashMap<String, String>();
    query.put("response_type", "code");
    query.put("client_id", settings.clientId());
    query.put("redirect_uri", trip.back().toString());
    query.put("scope", settings.scopes());
    query.put("state", trip.state());
    query.put("nonce", trip.nonce());
    query.put("code_challenge", trip.challenge());
    query.put("code_challenge_method", "S256");
    return with(known().metadata().authorization(), query);
  }

  /**
   * Where to send a browser that has signed out here, so that it does there too.
   *
   * @return empty if the provider offers no such thing
   */
  public Optional<URI> leave(URI back) throws IOException {
    var end = known().metadata().end();
    return end == null
        ? Optional.empty()
        : Optional.of(
            with(
                end,
                Map.of(
                    "client_id",
                    settings.clientId(),
                    "post_logout_redirect_uri",
                    back.toString())));
  }

  /**
   * Turns what a browser brought back into what the provider says about its user.
   *
   * @param answer the query of the way back
   * @param secret of this program at the provider; null if it has none
   * @throws Refusal if it does not hold
   * @throws IOException if the provider does not answer as one
   */
  public Claims arrival(Trip trip, Map<String, String> answer, @Nullable String secret)
      throws IOException, Refusal {
    var known = known();
    checkSender(known.metadata(), answer.get("iss"));
    var code = answer.get("code");
    if (code == null || code.isEmpty()) {
      throw new Refusal("there is no code in the answer");
    }
    var token = redeem(known.metadata(), code, trip, secret);
    return new IdToken(settings, known.keys()).check(token, trip.nonce());
  }

  /** RFC 9207: an answer of another provider than it was asked of. */
  private void checkSender(Metadata metadata, @Nullable String iss) throws Refusal {
    if (iss == null ? metadata.iss() : !iss.equals(settings.issuer())) {
      throw new Refusal("the answer is not of that issuer");
    }
  }

  private String redeem(Metadata metadata, String code, Trip trip, @Nullable String secret)
      throws IOException, Refusal {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", trip.back().toString());
    form.put("code_verifier", trip.verifier());
    Map<String, String> headers = Map.of();
    if (secret != null && metadata.methods().contains("client_secret_basic")) {
      headers = Map.of("Authorization", basic(secret));
    } else {
      form.put("client_id", settings.clientId());
      if (secret != null) {
        form.put("client_secret", secret);
      }
    }
    var said = https.post(metadata.token(), headers, encoded(form));
    if (said.status() >= 500) {
      throw new IOException("Its token endpoint answers " + said.status());
    }
    try {
      var token =
          said.status() == 200
              ? JSONObjectUtils.getString(JSONObjectUtils.parse(said.body()), "id_token")
              : null;
      if (token == null) {
        throw new Refusal("the provider gave no token for the code: " + said.status());
      }
      return token;
    } catch (ParseException e) {
      throw new IOException("Its token endpoint answers no JSON", e);
    }
  }

  /** RFC 6749, 2.3.1: both are form-encoded first. */
  private String basic(String secret) {
    var pair = encoded(settings.clientId()) + ":" + encoded(secret);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private Known known() throws IOException {
    var now = known;
    if (now == null || System.nanoTime() - now.at() > REMEMBER_NANOS) {
      var metadata = Metadata.read(settings.issuer(), https);
      // the keys with their memory stay while they are at the same place
      var keys =
          now != null && now.metadata().keys().equals(metadata.keys())
              ? now.keys()
              : keys(metadata.keys().toURL());
      now = new Known(metadata, keys, System.nanoTime());
      known = now;
    }
    return now;
  }

  private JWKSource<SecurityContext> keys(URL url) {
    ResourceRetriever fetch =
        from -> {
          var answer = https.get(URI.create(from.toString()));
          if (answer.status() != 200) {
            throw new IOException("Its keys: it answers " + answer.status());
          }
          return new Resource(answer.body(), "application/json");
        };
    return JWKSourceBuilder.create(url, fetch)
        .cache(REMEMBER_MILLIS, ASK_MILLIS)
        .refreshAheadCache(false)
        .rateLimited(BETWEEN_MILLIS)
        .build();
  }

  private static URI with(URI base, Map<String, String> query) {
    var text = base.toString();
    return URI.create(text + (text.contains("?") ? "&" : "?") + encoded(query));
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
