// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserFate;
import io.custode.api.access.UserId;
import io.custode.api.error.Conflict;
import io.custode.api.error.Invalid;
import io.custode.api.error.NotFound;
import io.custode.api.error.Problem;
import io.custode.api.json.Json;
import io.custode.api.page.Cursor;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import io.custode.core.json.JsonMapping;
import io.custode.platform.internal.passkey.Ceremony;
import io.custode.platform.internal.passkey.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Passkeys of users. A challenge is good for two minutes and one answer, on any node. */
@Component(service = Passkeys.class)
public final class Passkeys {
  private static final Duration TIME = Duration.ofMinutes(2);
  private static final int MOST = 20;

  // what browsers are given: PublicKeyCredentialCreationOptionsJSON and ...RequestOptionsJSON

  private record Site(String id, String name) {}

  private record Person(String id, String name, String displayName) {}

  private record Kind(String type, int alg) {}

  private record Known(String type, String id) {}

  private record Selection(String residentKey, String userVerification) {}

  private record Making(
      String challenge,
      Site rp,
      Person user,
      List<Kind> pubKeyCredParams,
      long timeout,
      String attestation,
      Selection authenticatorSelection,
      List<Known> excludeCredentials) {}

  private record Asking(String challenge, String rpId, long timeout, String userVerification) {}

  private final PeopleStore store;
  private final OwnPasswords passwords;
  private final Reach reach;
  private final Remembered remembered;
  private final UserNews news;
  private final SignInRules rules;
  private final JsonMapping json;
  private final Clock clock;

  @Activate
  public Passkeys(
      @Reference PeopleStore store,
      @Reference OwnPasswords passwords,
      @Reference Reach reach,
      @Reference Remembered remembered,
      @Reference UserNews news,
      @Reference SignInRules rules,
      @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) JsonMapping json) {
    this(store, passwords, reach, remembered, news, rules, json, Clock.systemUTC());
  }

  Passkeys(
      PeopleStore store,
      OwnPasswords passwords,
      Reach reach,
      Remembered remembered,
      UserNews news,
      SignInRules rules,
      JsonMapping json,
      Clock clock) {
    this.store = store;
    this.passwords = passwords;
    this.reach = reach;
    this.remembered = remembered;
    this.news = news;
    this.rules = rules;
    this.json = json;
    this.clock = clock;
  }

  private Ceremony ceremony() {
    return new Ceremony(rules.publicAddress());
  }

  /**
   * What the caller's browser needs to make a passkey.
   *
   * @param password his; not asked of who came by a sign-in provider and never had one
   */
  Json begin(char[] password) {
    var caller = reach.caller();
    passwords.confirmIfAny(password);
    var known = store.read(em -> of(em, caller.id()));
    if (known.size() >= MOST) {
      throw new Conflict(
          "too-many-passkeys",
          "You have " + MOST + " passkeys, as many as one may have; none was made.",
          "Remove one that you do not need.");
    }
    var site = String.valueOf(rules.publicAddress().getHost());
    var handle =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(caller.id().value().getBytes(StandardCharsets.UTF_8));
    return json.write(
        new Making(
            challenge(caller.id().value()),
            new Site(site, "Custode"),
            new Person(handle, caller.name(), caller.name()),
            Ceremony.ALGORITHMS.stream().map(n -> new Kind("public-key", n)).toList(),
            TIME.toMillis(),
            "none",
            new Selection("required", "required"),
            known.stream().map(k -> new Known("public-key", k.credential())).toList()));
  }

  /** What a browser needs to use a passkey, whoever sits there. */
  Json ask() {
    var site = String.valueOf(rules.publicAddress().getHost());
    return json.write(new Asking(challenge(""), site, TIME.toMillis(), "required"));
  }

  private String challenge(String madeFor) {
    var challenge = Secrets.next();
    var now = clock.instant();
    store.write(
        em -> {
          em.createQuery("delete from ChallengeEntity c where c.endsAt < :now")
              .setParameter("now", now)
              .executeUpdate();
          em.persist(new ChallengeEntity(Secrets.hash(challenge), madeFor, now.plus(TIME)));
          return true;
        });
    return challenge;
  }

  /** One statement: of two at once one finds nothing. */
  private boolean isFirst(String challenge, String madeFor) {
    return store.write(
            em ->
                em.createQuery(
                        "delete from ChallengeEntity c where c.hash = :hash"
                            + " and c.madeFor = :madeFor and c.endsAt > :now")
                    .setParameter("hash", Secrets.hash(challenge))
                    .setParameter("madeFor", madeFor)
                    .setParameter("now", clock.instant())
                    .executeUpdate())
        == 1;
  }

  /**
   * Adds a passkey that the caller's browser has made.
   *
   * @param made what it answered
   * @throws Problem {@code passkey-refused}
   */
  Passkey add(String label, Json made) {
    checkLabel(label);
    var user = reach.caller().id();
    try {
      var passkey = ceremony().made(made.text(), once -> isFirst(once, user.value()));
      if (passkey.data().length() > 4000 || passkey.id().length() > 1400) {
        throw refused("it is too long");
      }
      var row = new PasskeyEntity(user, label.strip(), passkey, clock.instant());
      store.write(
          em -> {
            em.persist(row);
            news.tell(
                user, UserFate.PASSKEY_ADDED, "core.user.passkey-add", Map.of("passkey", row.id()));
            return true;
          });
      remembered.forget();
      return row.toPasskey();
    } catch (Refusal e) {
      throw refused(e.getMessage());
    }
  }

  private static Problem refused(String why) {
    return new Problem(
        Problem.Kind.FORBIDDEN,
        "passkey-refused",
        "The passkey does not hold (" + why + "); nothing was changed.",
        "Begin again, at the platform's public address.");
  }

  private static void checkLabel(String label) {
    if (label == null || label.isBlank() || label.length() > 100) {
      throw Invalid.field("label", "must be 1 to 100 characters");
    }
  }

  /** Whose passkey it is and that it holds now; its use is noted. */
  UserId use(Json used) throws Refusal {
    var ceremony = ceremony();
    var use = ceremony.read(used.text());
    var hash = Secrets.hash(use.id());
    var known = store.read(em -> byCredential(em, hash)).orElse(null);
    if (known == null || use.user() != null && !use.user().equals(known.user().value())) {
      throw new Refusal("it is nobody's passkey");
    }
    long counter = ceremony.used(use, known.passkey(), once -> isFirst(once, ""));
    try {
      store.write(
          em -> {
            var row = em.find(PasskeyEntity.class, known.id());
            if (row != null && row.passkey().counter() == known.passkey().counter()) {
              row.used(counter, clock.instant());
              return true;
            }
            throw new Conflict("passkey-used", "It was used at the same moment.", "Begin again.");
          });
    } catch (Conflict e) {
      throw new Refusal("it was used at the same moment");
    }
    return known.user();
  }

  private static Optional<PasskeyEntity> byCredential(EntityManager em, String hash) {
    return em.createQuery(
            "select p from PasskeyEntity p where p.credentialHash = :hash", PasskeyEntity.class)
        .setParameter("hash", hash)
        .getResultStream()
        .findFirst();
  }

  boolean has(UserId user) {
    return store.read(em -> !of(em, user).isEmpty());
  }

  private static List<PasskeyEntity> of(EntityManager em, UserId user) {
    return em.createQuery(
            "select p from PasskeyEntity p where p.user = :user order by p.id", PasskeyEntity.class)
        .setParameter("user", user.value())
        .getResultList();
  }

  /** The caller's own. */
  Page<Passkey> find(PageRequest page) {
    var after = page.cursor() == null ? "" : Cursor.read(page.cursor(), 1).get(0);
    var rows =
        store.read(em -> of(em, reach.caller().id())).stream()
            .filter(row -> row.id().compareTo(after) > 0)
            .limit(page.limit() + 1L)
            .map(PasskeyEntity::toPasskey)
            .toList();
    return Page.cut(rows, page, passkey -> Cursor.of(passkey.id()));
  }

  /** One of the caller's own. */
  Passkey rename(String id, String label) {
    checkLabel(label);
    return store.write(
        em -> {
          var row = own(em, id);
          row.rename(label.strip());
          return row.toPasskey();
        });
  }

  /** One of the caller's own. */
  void remove(String id) {
    store.write(
        em -> {
          var row = own(em, id);
          em.remove(row);
          news.tell(
              row.user(),
              UserFate.PASSKEY_REMOVED,
              "core.user.passkey-remove",
              Map.of("passkey", id));
          return true;
        });
    remembered.forget();
  }

  private PasskeyEntity own(EntityManager em, String id) {
    return Optional.ofNullable(em.find(PasskeyEntity.class, id))
        .filter(row -> row.user().equals(reach.caller().id()))
        .orElseThrow(() -> new NotFound("passkey", id));
  }

  /** In the open transaction, without telling of it. */
  static int removeAll(EntityManager em, UserId user) {
    return em.createQuery("delete from PasskeyEntity p where p.user = :user")
        .setParameter("user", user.value())
        .executeUpdate();
  }
}
