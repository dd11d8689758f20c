// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.access.UserFate;
import io.custode.api.access.UserId;
import java.util.Set;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Which tenants users see. */
@Component(service = UserTenants.class)
public final class UserTenants {
  private final Visibility visibility;
  private final UserNews news;

  @Activate
  public UserTenants(@Reference Visibility visibility, @Reference UserNews news) {
    this.visibility = visibility;
    this.news = news;
  }

  /**
   * In the open transaction; does nothing if he sees them already.
   *
   * @param like whose contact he is, or what he sees
   */
  void set(EntityManager em, UserEntity user, NewUser like) {
    var next = Set.copyOf(Users.tenantsOf(em, like));
    var now =
        Set.copyOf(
            em.createQuery(
                    "select v.tenant from VisibleEntity v where v.viewer = :user", String.class)
                .setParameter("user", user.id())
                .getResultList());
    boolean moved = user.place(like);
    if (!moved && next.equals(now)) {
      return;
    }
    now.stream()
        .filter(tenant -> !next.contains(tenant))
        .forEach(tenant -> visibility.hide(em, user.id(), tenant));
    next.forEach(tenant -> visibility.show(em, user.id(), tenant));
    news.tell(UserId.of(user.id()), UserFate.TENANTS_CHANGED, "core.user.tenants");
  }
}
