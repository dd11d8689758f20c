// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.SignInProviderChanged;
import io.custode.api.audit.Audit;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.event.EventId;
import io.custode.api.event.Events;
import io.custode.api.json.Json;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.secret.SecretName;
import io.custode.api.secret.Secrets;
import io.custode.platform.internal.oidc.Issuer;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** OpenID providers by which people sign in, and what their groups may do. */
@Component(service = SignInProviders.class)
public final class SignInProviders {
  static final String READ = "core.sign-in-provider.read";
  static final String WRITE = "core.sign-in-provider.write";

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]{1,19}");
  private static final Pattern DOMAIN = Pattern.compile("[a-z0-9][a-z0-9.-]{2,99}");
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int MOST = 20;
  private static final int MOST_RULES = 200;

  private record Asked(long revision, Issuer issuer) {}

  private final PeopleStore store;
  private final Secrets secrets;
  private final Users users;
  private final Reach reach;
  private final Events events;
  private final Audit audit;
  private final Duration longest;
  private final Map<String, Asked> issuers = new ConcurrentHashMap<>();

  @Activate
  public SignInProviders(
      @Reference PeopleStore store,
      @Reference Secrets secrets,
      @Reference Users users,
      @Reference Reach reach,
      @Reference Events events,
      @Reference Audit audit) {
    this(store, secrets, users, reach, events, audit, LONGEST);
  }

  /**
   * @param longest that a provider may take for an answer
   */
  SignInProviders(
      PeopleStore store,
      Secrets secrets,
      Users users,
      Reach reach,
      Events events,
      Audit audit,
      Duration longest) {
    this.longest = longest;
    this.store = store;
    this.secrets = secrets;
    this.users = users;
    this.reach = reach;
    this.events = events;
    this.audit = audit;
  }

  /**
   * Whatever was set under that id before. Whoever decides who vouches for people decides about
   * administrators.
   *
   * @param ca certificates in PEM, or null
   */
  SignInProvider set(SignInProvider next, @Nullable String ca) {
    check(next, ca);
    reach.requireRole(PermissionCatalogue.ADMINISTRATOR);
    return store.write(
        em -> {
          var row = em.find(SignInProviderEntity.class, next.id());
          if (row == null) {
            checkRoom(em, "SignInProviderEntity", MOST);
            row = new SignInProviderEntity(next.id());
            em.persist(row);
          }
          row.set(next, ca);
          tell(next.id(), "core.sign-in-provider.set");
          return row.toProvider();
        });
  }

  private void check(SignInProvider next, @Nullable String ca) {
    if (!ID.matcher(next.id()).matches()) {
      throw Invalid.field("id", "must be 2 to 20 of a-z and 0-9, beginning with a letter");
    }
    text("label", next.label(), 100);
    text("clientId", next.clientId(), 255);
    text("scopes", next.scopes(), 255);
    text("nameClaim", next.nameClaim(), 100);
    text("groupsClaim", next.groupsClaim(), 100);
    text("issuer", next.issuer(), 500);
    if (!isIssuer(next.issuer())) {
      throw Invalid.field("issuer", "must be https:// with a host, without query or fragment");
    }
    if (!List.of(next.scopes().split(" ")).contains("openid")) {
      throw Invalid.field("scopes", "must have openid");
    }
    if (next.domains().size() > 20
        || !next.domains().stream().allMatch(domain -> DOMAIN.matcher(domain).matches())) {
      throw Invalid.field("domains", "must be at most 20 names of domains in lower case");
    }
    if (ca != null && ca.length() > 16_000) {
      throw Invalid.field("ca", "must be at most 16000 characters");
    }
    var checked = new SignInProviderEntity(next.id());
    checked.set(next, ca);
    open(checked);
  }

  private static boolean isIssuer(String text) {
    try {
      var uri = URI.create(text);
      return "https".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getQuery() == null
          && uri.getFragment() == null
          && uri.getUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void text(String field, String value, int most) {
    if (value.isBlank() || value.length() > most) {
      throw Invalid.field(field, "must be 1 to " + most + " characters");
    }
  }

  private static void checkRoom(EntityManager em, String what, int most) {
    long has = em.createQuery("select count(e) from " + what + " e", Long.class).getSingleResult();
    if (has >= most) {
      throw new Conflict(
          "too-many",
          "There are " + has + " already, as many as there may be; nothing was changed.",
          "Remove one that is not needed.");
    }
  }

  /** Its rules and links go too; users who came by it stay, and need a password to come again. */
  void remove(String id) {
    reach.requireRole(PermissionCatalogue.ADMINISTRATOR);
    store.write(
        em -> {
          em.remove(row(em, id));
          for (var what : List.of("SignInRuleEntity", "ExternalIdentityEntity", "SessionEntity")) {
            em.createQuery("delete from " + what + " e where e.provider = :id")
                .setParameter("id", id)
                .executeUpdate();
          }
          try {
            secrets.remove(secretName(id));
          } catch (NotFound e) {
            // it had none
          }
          tell(id, "core.sign-in-provider.remove");
          return true;
        });
    issuers.remove(id);
  }

  Page<SignInProvider> find(PageRequest page) {
    var after = page.cursor() == null ? "" : Cursor.read(page.cursor(), 1).get(0);
    var rows =
        store.read(
            em ->
                em
                    .createQuery(
                        "select p from SignInProviderEntity p where p.id > :after order by p.id",
                        SignInProviderEntity.class)
                    .setParameter("after", after)
                    .setMaxResults(page.limit() + 1)
                    .getResultList()
                    .stream()
                    .map(SignInProviderEntity::toProvider)
                    .toList());
    return Page.cut(rows, page, provider -> Cursor.of(provider.id()));
  }

  /** In the open transaction. */
  static SignInProviderEntity row(EntityManager em, String id) {
    return Optional.ofNullable(em.find(SignInProviderEntity.class, id))
        .orElseThrow(() -> new NotFound("sign-in provider", id));
  }

  SignInProviderEntity get(String id) {
    return store.read(em -> row(em, id));
  }

  /** As it is now; what it said about itself is remembered while its row stays as it is. */
  Issuer issuer(SignInProviderEntity provider) {
    return issuers
        .compute(
            provider.id(),
            (id, before) ->
                before != null && before.revision() == provider.revision()
                    ? before
                    : new Asked(provider.revision(), open(provider)))
        .issuer();
  }

  /**
   * Asks it now.
   *
   * @throws Problem UNAVAILABLE with what it said
   */
  void check(String id) {
    var row = get(id);
    issuers.remove(id);
    try {
      issuer(row).check();
    } catch (IOException e) {
      throw new Problem(
          Problem.Kind.UNAVAILABLE,
          "sign-in-provider-down",
          row.label() + " does not answer as an OpenID provider: " + e.getMessage() + ".",
          "Check its issuer, its certificate and the way there.");
    }
  }

  private Issuer open(SignInProviderEntity provider) {
    try {
      return new Issuer(provider.settings(), longest);
    } catch (GeneralSecurityException | IOException e) {
      throw Invalid.field("ca", "must be certificates in PEM");
    }
  }

  /**
   * @return the secret that the platform has there; null if it has none
   */
  @Nullable String secretOf(String id) {
    return store.read(
        em -> {
          try (var secret = secrets.get(secretName(id)).orElse(null)) {
            return secret == null ? null : new String(secret.chars());
          }
        });
  }

  private static SecretName secretName(String id) {
    return SecretName.of("core.oidc-" + id);
  }

  /** What kept a provider from answering as one. */
  static Problem down(String label, IOException cause) {
    var problem =
        new Problem(
            Problem.Kind.UNAVAILABLE,
            "sign-in-provider-down",
            "The sign-in provider "
                + label
                + " does not answer as it should; nobody was signed in.",
            "Try again later, or sign in with a user and password of Custode.");
    problem.initCause(cause);
    return problem;
  }

  /**
   * @param like role and tenants of the members
   */
  GroupRule addRule(String provider, String group, NewUser like) {
    text("group", group, 255);
    users.check(like);
    if (like.sees().size() > 100) {
      throw Invalid.field("visible", "must be at most 100; give none for all");
    }
    return store.write(
        em -> {
          row(em, provider);
          checkRoom(em, "SignInRuleEntity", MOST_RULES);
          var row = new SignInRuleEntity(provider, group, like);
          em.persist(row);
          Users.tenantsOf(em, like);
          tell(provider, "core.sign-in-provider.rule-add");
          return row.toRule();
        });
  }

  void removeRule(String id) {
    store.write(
        em -> {
          var row = em.find(SignInRuleEntity.class, id);
          if (row == null) {
            throw new NotFound("sign-in rule", id);
          }
          reach.requireRole(row.member("").role());
          em.remove(row);
          tell(row.provider(), "core.sign-in-provider.rule-remove");
          return true;
        });
  }

  Page<GroupRule> rules(PageRequest page) {
    var after = page.cursor() == null ? "" : Cursor.read(page.cursor(), 1).get(0);
    var rows =
        store.read(
            em ->
                em
                    .createQuery(
                        "select r from SignInRuleEntity r where r.id > :after order by r.id",
                        SignInRuleEntity.class)
                    .setParameter("after", after)
                    .setMaxResults(page.limit() + 1)
                    .getResultList()
                    .stream()
                    .map(SignInRuleEntity::toRule)
                    .toList());
    return Page.cut(rows, page, rule -> Cursor.of(rule.id()));
  }

  private void tell(String provider, String verb) {
    events.publish(new SignInProviderChanged(EventId.next(), Instant.now(), provider));
    audit.record(verb, "sign-in-provider/" + provider, Json.EMPTY);
  }
}
