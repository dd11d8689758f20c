// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserId;
import io.custode.api.audit.Audit;
import io.custode.api.error.Problem;
import io.custode.api.error.SignedOut;
import io.custode.api.page.PageRequest;
import io.custode.core.access.ProviderSignIn;
import io.custode.core.access.SignIn.Origin;
import io.custode.platform.internal.oidc.Claims;
import io.custode.platform.internal.oidc.Refusal;
import io.custode.platform.internal.oidc.Trip;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sign-in by OpenID providers, for the web door. */
@Component(scope = ServiceScope.BUNDLE)
public final class PlatformProviderSignIn implements ProviderSignIn {
  private static final Logger LOG = LoggerFactory.getLogger(PlatformProviderSignIn.class);
  private static final String VERB = "core.session.open";

  /** Where providers send browsers back to, below the public address. */
  static final String BACK = "/api/v1/sign-in/callback";

  private static final PageRequest ALL = PageRequest.first(100);

  /** A path of the console, which no browser reads as another site. */
  private static final Pattern PATH = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]{0,500}");

  /** What a browser keeps: the provider, the secret of the trip, and where to go afterwards. */
  private record Ticket(String provider, String secret, String next) {
    String text() {
      return provider
          + "."
          + secret
          + "."
          + Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(next.getBytes(StandardCharsets.US_ASCII));
    }

    static Ticket read(String text) {
      var parts = text.split("\\.");
      if (parts.length != 3 || parts[1].length() != 43) {
        throw new SignedOut();
      }
      try {
        var next = new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.US_ASCII);
        return new Ticket(parts[0], parts[1], ownPath(next));
      } catch (IllegalArgumentException e) {
        throw new SignedOut();
      }
    }
  }

  private final SignInProviders providers;
  private final ExternalUsers externals;
  private final Credentials credentials;
  private final Sessions sessions;
  private final SignInRules rules;
  private final Throttle throttle;
  private final Audit audit;

  @Activate
  public PlatformProviderSignIn(
      ComponentContext context,
      @Reference SignInProviders providers,
      @Reference ExternalUsers externals,
      @Reference Credentials credentials,
      @Reference Sessions sessions,
      @Reference SignInRules rules,
      @Reference Throttle throttle,
      @Reference Audit audit) {
    this(providers, externals, credentials, sessions, rules, throttle, audit);
    CoreBundles.check(context);
  }

  /** For tests. */
  PlatformProviderSignIn(
      SignInProviders providers,
      ExternalUsers externals,
      Credentials credentials,
      Sessions sessions,
      SignInRules rules,
      Throttle throttle,
      Audit audit) {
    this.providers = providers;
    this.externals = externals;
    this.credentials = credentials;
    this.sessions = sessions;
    this.rules = rules;
    this.throttle = throttle;
    this.audit = audit;
  }

  @Override
  public List<Choice> choices() {
    return providers.find(ALL).items().stream()
        .map(provider -> new Choice(provider.id(), provider.label()))
        .sorted(Comparator.comparing(Choice::label))
        .toList();
  }

  private static String ownPath(String next) {
    return PATH.matcher(next).matches() ? next : "/";
  }

  private Trip trip(String secret) {
    return new Trip(secret, URI.create(rules.publicAddress() + BACK));
  }

  @Override
  public Departure begin(String provider, String next) {
    var row = providers.get(provider);
    var ticket = new Ticket(row.id(), Secrets.next(), ownPath(next));
    try {
      return new Departure(providers.issuer(row).departure(trip(ticket.secret())), ticket.text());
    } catch (IOException e) {
      throw down(row, e);
    }
  }

  @Override
  public Arrival arrive(String text, Map<String, String> answer, Origin origin) {
    var key = "provider " + origin.address();
    throttle.check(key);
    var ticket = Ticket.read(text);
    var provider = providers.get(ticket.provider());
    try {
      var claims = claims(provider, trip(ticket.secret()), answer);
      UserId user = externals.arrive(provider, claims);
      var principal = credentials.byOther(user, origin.address(), provider.isStrong());
      throttle.succeeded(key);
      return new Arrival(sessions.open(principal, origin, provider), ticket.next());
    } catch (Refusal e) {
      throttle.failed(key);
      audit.refused(VERB, "sign-in-provider/" + provider.id(), e.getMessage());
      throw new Problem(
          Problem.Kind.SIGNED_OUT,
          "sign-in-refused",
          "What " + provider.label() + " answered does not hold; nobody was signed in.",
          "Begin again; if it happens again, an administrator finds the reason in the audit.");
    } catch (IOException e) {
      throw down(provider, e);
    }
  }

  private Claims claims(SignInProviderEntity provider, Trip trip, Map<String, String> answer)
      throws IOException, Refusal {
    var state = answer.getOrDefault("state", "");
    if (!MessageDigest.isEqual(
        state.getBytes(StandardCharsets.UTF_8), trip.state().getBytes(StandardCharsets.UTF_8))) {
      throw new Refusal("the answer is not to what this browser asked");
    }
    var error = answer.get("error");
    if (error != null) {
      throw new Refusal("the provider says " + error.replaceAll("[^a-z_]", "?"));
    }
    return providers.issuer(provider).arrival(trip, answer, providers.secretOf(provider.id()));
  }

  private static Problem down(SignInProviderEntity provider, IOException e) {
    LOG.warn("The sign-in provider {} does not answer as it should", provider.id(), e);
    return SignInProviders.down(provider.label(), e);
  }

  @Override
  public Optional<URI> leave(String session) {
    var provider = sessions.look(Secrets.hash(session)).map(open -> open.session().provider());
    if (provider.isEmpty()) {
      return Optional.empty();
    }
    var row = providers.get(provider.get());
    try {
      return providers.issuer(row).leave(URI.create(rules.publicAddress() + "/sign-in"));
    } catch (IOException e) {
      LOG.warn("No sign-out at the sign-in provider {}", row.id(), e);
      return Optional.empty();
    }
  }
}
