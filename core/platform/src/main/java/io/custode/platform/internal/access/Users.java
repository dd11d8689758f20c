// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserFate;
import io.custode.api.access.UserId;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Those who can sign in. */
@Component(service = Users.class)
public final class Users {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,59}");

  /** A user and his first password, seen this once. */
  public record WithPassword(User user, String password) {
    @Override
    public String toString() {
      return "WithPassword[" + user.name() + "]";
    }
  }

  private final PeopleStore store;
  private final Visibility visibility;
  private final RoleRights rights;
  private final Reach reach;
  private final OwnPasswords passwords;
  private final UserNews news;

  @Activate
  public Users(
      @Reference PeopleStore store,
      @Reference Visibility visibility,
      @Reference RoleRights rights,
      @Reference Reach reach,
      @Reference OwnPasswords passwords,
      @Reference UserNews news) {
    this.store = store;
    this.visibility = visibility;
    this.rights = rights;
    this.reach = reach;
    this.passwords = passwords;
    this.news = news;
  }

  /**
   * @throws Conflict if the name is used
   */
  public WithPassword create(NewUser user) {
    checkName(user);
    check(user);
    var password = Passwords.generate();
    try {
      var hash = Passwords.hash(password);
      var created = store.write(em -> insert(em, user, hash));
      return new WithPassword(created, new String(password));
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /**
   * A user who sets his first password with a one-time code.
   *
   * @param mail where he is sent another if he forgets his password, or null
   * @throws Conflict if the name is used
   */
  public OwnPasswords.Code invite(NewUser user, Duration validFor, @Nullable String mail) {
    checkName(user);
    check(user);
    var unknown = Passwords.generate();
    var hash = Passwords.hash(unknown);
    Arrays.fill(unknown, '\0');
    return store.write(
        em -> {
          var created = insert(em, user, hash);
          MailAddresses.put(em, created.id(), mail);
          return passwords.issue(em, em.find(UserEntity.class, created.id().value()), validFor);
        });
  }

  private static void checkName(NewUser user) {
    if (!isName(user.name())) {
      throw Invalid.field("name", "must be 2 to 60 of a-z, 0-9, dot, dash, underscore, at");
    }
  }

  static boolean isName(@Nullable String text) {
    return text != null && NAME.matcher(text).matches();
  }

  /** What a user may be, whatever his name is. */
  void check(NewUser user) {
    if (user.role() == null || !rights.isRole(user.role())) {
      throw Invalid.field("role", "must be one of " + rights.names());
    }
    if (user.contactOf() != null && !user.sees().isEmpty()) {
      throw Invalid.field("visible", "is for technicians; a contact sees his own tenant");
    }
    if (user.contactOf() != null) {
      checkForContact(user.role());
    }
    if (user.sees().size() > 1000) {
      throw Invalid.field("visible", "must be at most 1000; give none for all");
    }
    reach.requireRole(user.role());
    store.read(
        em -> {
          reach.requireSight(em, user);
          return true;
        });
  }

  void checkForContact(String role) {
    if (rights.isMighty(role)) {
      throw Invalid.field(
          "role", "must not hold what only administrators hold: it is for a customer's contact");
    }
  }

  /** In the open transaction. */
  User insert(EntityManager em, NewUser user, String hash) {
    if (byName(em, user.name()).isPresent()) {
      throw new Conflict(
          "name-used",
          "There is a user " + user.name() + " already; nothing was changed.",
          "Take another name.");
    }
    var entity = new UserEntity(user, hash, Instant.now());
    em.persist(entity);
    tenantsOf(em, user).forEach(tenant -> visibility.show(em, entity.id(), tenant));
    news.tell(
        UserId.of(entity.id()), UserFate.ADDED, "core.user.create", Map.of("role", user.role()));
    return entity.toUser();
  }

  /**
   * @return ids of the tenants that such a user sees
   * @throws NotFound if one that it names is not there
   */
  static List<String> tenantsOf(EntityManager em, NewUser user) {
    var home = user.contactOf();
    var named = home == null ? user.sees() : List.of(home);
    var known = em.createQuery("select t.id from TenantEntity t", String.class).getResultList();
    if (named.isEmpty()) {
      return known;
    }
    named.stream()
        .filter(tenant -> !known.contains(tenant.value()))
        .findFirst()
        .ifPresent(
            tenant -> {
              throw new NotFound("tenant", tenant);
            });
    return named.stream().map(tenant -> tenant.value()).toList();
  }

  /**
   * By name.
   *
   * @param part of the sign-in name; empty: of all
   */
  public Page<User> find(String part, PageRequest page) {
    if (part.length() > 60) {
      throw Invalid.field("text", "must be at most 60 characters");
    }
    var after = page.cursor() == null ? "" : Cursor.read(page.cursor(), 1).get(0);
    var rows =
        store.read(
            em ->
                em
                    .createQuery(
                        "select u from UserEntity u where u.name > :after"
                            + " and u.name like :part escape '!' order by u.name",
                        UserEntity.class)
                    .setParameter("after", after)
                    .setParameter("part", pattern(part))
                    .setMaxResults(page.limit() + 1)
                    .getResultList()
                    .stream()
                    .map(UserEntity::toUser)
                    .toList());
    return Page.cut(rows, page, user -> Cursor.of(user.name()));
  }

  private static String pattern(String part) {
    return "%" + part.strip().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
  }

  /** All roles that there are, by name. */
  List<RoleInfo> roles() {
    var members = store.read(RoleHolders::counts);
    var names = new TreeSet<>(rights.names());
    names.addAll(members.keySet());
    return names.stream()
        .map(name -> new RoleInfo(name, members.getOrDefault(name, 0L), rights.countOf(name)))
        .toList();
  }

  /**
   * @throws NotFound if there is no such user
   */
  UserDetail show(String name) {
    return store.read(
        em -> {
          var user = byName(em, name).orElseThrow(() -> new NotFound("user", name));
          var factor = em.find(SecondFactorEntity.class, user.id());
          return new UserDetail(
              user.toUser(),
              user.seesAll(),
              strings(
                      em,
                      "select v.tenant from VisibleEntity v where v.viewer = :user order by"
                          + " v.tenant",
                      user)
                  .map(TenantId::of)
                  .toList(),
              factor != null && factor.isOn(),
              strings(em, "select p.id from PasskeyEntity p where p.user = :user", user).count(),
              strings(
                      em,
                      "select i.provider from ExternalIdentityEntity i where i.user = :user order"
                          + " by i.provider",
                      user)
                  .toList(),
              MailAddresses.of(em, UserId.of(user.id())).orElse(null));
        });
  }

  private static Stream<String> strings(EntityManager em, String query, UserEntity user) {
    return em.createQuery(query, String.class)
        .setParameter("user", user.id())
        .setMaxResults(1000)
        .getResultStream();
  }

  /**
   * @return the id of the user of that name, in the open transaction
   */
  public static Optional<UserId> idOf(EntityManager em, String name) {
    return byName(em, name).map(user -> UserId.of(user.id()));
  }

  static Optional<UserEntity> byName(EntityManager em, String name) {
    return em.createQuery("select u from UserEntity u where u.name = :name", UserEntity.class)
        .setParameter("name", name)
        .getResultStream()
        .findFirst();
  }

  boolean isEmpty() {
    return store.read(
        em ->
            em.createQuery("select count(u) from UserEntity u", Long.class).getSingleResult() == 0);
  }
}
