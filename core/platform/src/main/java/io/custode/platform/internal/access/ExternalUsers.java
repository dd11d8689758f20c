// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserFate;
import io.custode.api.access.UserId;
import io.custode.api.audit.Audit;
import io.custode.api.audit.PersonalDetail;
import io.custode.api.error.Conflict;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.core.json.JsonMapping;
import io.custode.platform.internal.oidc.Claims;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/**
 * Who is who at a sign-in provider. Known by provider and subject, never by name: names are given
 * to others one day.
 *
 * <p>Who comes for the first time becomes a user if one of his groups makes him one. A user who was
 * here before is his only if an administrator said so, or if the provider may open users of its
 * domains: then his e-mail address, which the provider has verified, must be that user's name, and
 * that user may neither hold what only administrators hold nor be for emergencies.
 */
@Component(service = ExternalUsers.class)
public final class ExternalUsers {
  private static final Caller SELF = new Caller(SystemParts.part("sign-in"), "system");

  private record Subject(String provider, String subject) {}

  private final PeopleStore store;
  private final RoleRights rights;
  private final Users users;
  private final UserChanges changes;
  private final UserTenants tenants;
  private final Callers callers;
  private final Reach reach;
  private final Remembered remembered;
  private final UserNews news;
  private final Audit audit;
  private final JsonMapping json;

  @Activate
  public ExternalUsers(
      @Reference PeopleStore store,
      @Reference RoleRights rights,
      @Reference Users users,
      @Reference UserChanges changes,
      @Reference UserTenants tenants,
      @Reference Callers callers,
      @Reference Reach reach,
      @Reference Remembered remembered,
      @Reference UserNews news,
      @Reference Audit audit,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this.store = store;
    this.rights = rights;
    this.users = users;
    this.changes = changes;
    this.tenants = tenants;
    this.callers = callers;
    this.reach = reach;
    this.remembered = remembered;
    this.news = news;
    this.audit = audit;
    this.json = json;
  }

  /**
   * Finds the user, makes him, or brings him up to what his groups say now.
   *
   * @throws Problem {@code no-group}, {@code name-used}, {@code name-unfit}
   */
  UserId arrive(SignInProviderEntity provider, Claims claims) {
    var user = callers.with(SELF, () -> store.write(em -> find(em, provider, claims)));
    remembered.forget();
    return user;
  }

  private UserId find(EntityManager em, SignInProviderEntity provider, Claims claims) {
    var known =
        em.find(
            ExternalIdentityEntity.class,
            ExternalIdentityEntity.idOf(provider.id(), claims.subject()));
    if (known == null) {
      return byAddress(em, provider, claims)
          .map(user -> link(em, provider.id(), claims.subject(), user, false))
          .orElseGet(() -> hire(em, provider, claims));
    }
    if (known.isManaged()) {
      bringUp(em, known.user(), member(em, provider, claims, ""));
    }
    return known.user();
  }

  private Optional<UserEntity> byAddress(
      EntityManager em, SignInProviderEntity provider, Claims claims) {
    var email = claims.email();
    if (email == null
        || provider.domains().stream().noneMatch(domain -> email.endsWith("@" + domain))) {
      return Optional.empty();
    }
    return Users.byName(em, email)
        .filter(user -> !user.isBreakGlass())
        .filter(user -> !rights.isMighty(user.role()));
  }

  private UserId link(
      EntityManager em, String provider, String subject, UserEntity user, boolean managed) {
    var id = UserId.of(user.id());
    em.persist(new ExternalIdentityEntity(provider, subject, id, managed, Instant.now()));
    news.tell(
        id, UserFate.IDENTITY_LINKED, "core.user.identity-link", Map.of("provider", provider));
    return id;
  }

  private UserId hire(EntityManager em, SignInProviderEntity provider, Claims claims) {
    var name = nameOf(claims);
    var member = member(em, provider, claims, name);
    Users.idOf(em, name).ifPresent(id -> used(provider, claims, id));
    var user = users.insert(em, member, unknownPassword());
    return link(
        em, provider.id(), claims.subject(), em.find(UserEntity.class, user.id().value()), true);
  }

  private static String unknownPassword() {
    var unknown = Passwords.generate();
    var hash = Passwords.hash(unknown);
    Arrays.fill(unknown, '\0');
    return hash;
  }

  private static String nameOf(Claims claims) {
    var name = claims.name();
    var email = claims.email();
    if (name != null && Users.isName(name)) {
      return name;
    }
    if (email != null && Users.isName(email)) {
      return email;
    }
    throw new Problem(
        Problem.Kind.FORBIDDEN,
        "name-unfit",
        "The sign-in provider gives you no name that a user may have; nobody was signed in.",
        "Ask an administrator to set another nameClaim: msp:sign-in-provider-set.");
  }

  private void used(SignInProviderEntity provider, Claims claims, UserId id) {
    var subject = new Subject(provider.id(), claims.subject());
    audit.refused(
        "core.session.open",
        "user/" + id,
        "somebody at " + provider.id() + " has his name",
        new PersonalDetail(id, json.write(subject)));
    throw new Problem(
        Problem.Kind.CONFLICT,
        "name-used",
        "There is a user of your name already, who may be somebody else; nobody was signed in.",
        "Sign in as you did before, or ask an administrator to link you: msp:user-link.");
  }

  private static NewUser member(
      EntityManager em, SignInProviderEntity provider, Claims claims, String name) {
    return em.createQuery(
            "select r from SignInRuleEntity r where r.provider = :provider order by r.id",
            SignInRuleEntity.class)
        .setParameter("provider", provider.id())
        .getResultStream()
        .filter(rule -> claims.groups().contains(rule.group()))
        .findFirst()
        .map(rule -> rule.member(name))
        .orElseThrow(
            () ->
                new Problem(
                    Problem.Kind.FORBIDDEN,
                    "no-group",
                    "No group that you have at the sign-in provider opens Custode.",
                    "Ask an administrator to put you into one."));
  }

  private void bringUp(EntityManager em, UserId id, NewUser like) {
    var user = em.find(UserEntity.class, id.value());
    if (user == null || !user.isActive()) {
      return;
    }
    if (!user.role().equals(like.role())) {
      changes.setRole(em, user, like.role());
    }
    tenants.set(em, user, like);
  }

  /**
   * An administrator says who somebody is at a provider; his role stays his own.
   *
   * @throws Conflict if that subject is somebody already
   */
  void link(String name, String provider, @Nullable String subject) {
    if (subject == null || subject.isBlank() || subject.length() > 255) {
      throw io.custode.api.error.Invalid.field("subject", "must be 1 to 255 characters");
    }
    store.write(
        em -> {
          var user = Users.byName(em, name).orElseThrow(() -> new NotFound("user", name));
          reach.requireUser(em, user);
          SignInProviders.row(em, provider);
          var known =
              em.find(ExternalIdentityEntity.class, ExternalIdentityEntity.idOf(provider, subject));
          if (known != null) {
            throw new Conflict(
                "identity-used",
                "That subject is a user already; nothing was changed.",
                "Unlink that user first: msp:user-unlink.");
          }
          return link(em, provider, subject, user, false);
        });
  }

  /** His sessions end too, since some may be of that provider. */
  void unlink(String name, String provider) {
    store.write(
        em -> {
          var user = Users.byName(em, name).orElseThrow(() -> new NotFound("user", name));
          reach.requireUser(em, user);
          int gone =
              em.createQuery(
                      "delete from ExternalIdentityEntity i"
                          + " where i.user = :user and i.provider = :provider")
                  .setParameter("user", user.id())
                  .setParameter("provider", provider)
                  .executeUpdate();
          if (gone == 0) {
            throw new NotFound("link of that user to", provider);
          }
          var id = UserId.of(user.id());
          Sessions.removeAll(em, id);
          news.tell(
              id,
              UserFate.IDENTITY_UNLINKED,
              "core.user.identity-unlink",
              Map.of("provider", provider));
          return true;
        });
    remembered.forget();
  }
}
