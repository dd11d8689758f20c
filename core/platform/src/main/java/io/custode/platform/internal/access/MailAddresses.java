// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserFate;
import io.custode.api.access.UserId;
import io.custode.api.error.NotFound;
import io.custode.api.mail.MailMessage;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where users are sent a code if they forget their password. Who can read mail there can become
 * that user, but for a second factor: it is changed as a password is.
 */
@Component(service = MailAddresses.class)
public final class MailAddresses {
  /**
   * A user's.
   *
   * @param address null: he has none, and asks an administrator if he forgets his password
   */
  public record Known(String user, @Nullable String address) {}

  private final PeopleStore store;
  private final Reach reach;
  private final OwnPasswords passwords;
  private final UserNews news;

  @Activate
  public MailAddresses(
      @Reference PeopleStore store,
      @Reference Reach reach,
      @Reference OwnPasswords passwords,
      @Reference UserNews news) {
    this.store = store;
    this.reach = reach;
    this.passwords = passwords;
    this.news = news;
  }

  /** The caller's own. */
  Known own() {
    var caller = reach.caller();
    return new Known(caller.name(), store.read(em -> of(em, caller.id())).orElse(null));
  }

  /**
   * Sets the caller's own.
   *
   * @param address null: none from now on
   */
  Known setOwn(@Nullable String address, char[] password) {
    check(address);
    passwords.confirm(password);
    var caller = reach.caller();
    return store.write(
        em -> {
          change(em, caller.id(), address);
          return new Known(caller.name(), address);
        });
  }

  /** Sets another's, whom the caller reaches. */
  Known set(String name, @Nullable String address) {
    check(address);
    return store.write(
        em -> {
          var user = Users.byName(em, name).orElseThrow(() -> new NotFound("user", name));
          reach.requireUser(em, user);
          change(em, UserId.of(user.id()), address);
          return new Known(name, address);
        });
  }

  private static void check(@Nullable String address) {
    if (address != null) {
      MailMessage.checkAddress("address", address);
    }
  }

  private void change(EntityManager em, UserId user, @Nullable String address) {
    put(em, user, address);
    news.tell(user, UserFate.MAIL_ADDRESS_CHANGED, "core.user.mail");
  }

  /** In the open transaction, without telling of it. */
  static void put(EntityManager em, UserId user, @Nullable String address) {
    var row = em.find(MailAddressEntity.class, user.value());
    if (address == null) {
      remove(em, user);
      return;
    }
    if (row == null) {
      row = new MailAddressEntity(user);
      em.persist(row);
    }
    row.set(address);
  }

  /** In the open transaction. */
  public static Optional<String> of(EntityManager em, UserId user) {
    return Optional.ofNullable(em.find(MailAddressEntity.class, user.value()))
        .map(MailAddressEntity::address);
  }

  /** In the open transaction, without telling of it. */
  static void remove(EntityManager em, UserId user) {
    em.createQuery("delete from MailAddressEntity m where m.user = :user")
        .setParameter("user", user.value())
        .executeUpdate();
  }
}
