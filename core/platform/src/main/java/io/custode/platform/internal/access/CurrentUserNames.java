// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.core.access.UserNames;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** Names as the users' rows have them. */
@Component(scope = ServiceScope.BUNDLE)
public final class CurrentUserNames implements UserNames {
  private final PeopleStore store;

  @Activate
  public CurrentUserNames(ComponentContext context, @Reference PeopleStore store) {
    this(store);
    CoreBundles.check(context);
  }

  /** For the platform itself and its tests. */
  public CurrentUserNames(PeopleStore store) {
    this.store = store;
  }

  @Override
  public UnaryOperator<String> of(Collection<String> ids) {
    var names = names(Set.copyOf(ids));
    return id -> names.getOrDefault(id, id);
  }

  private Map<String, String> names(Set<String> ids) {
    var names = new HashMap<String, String>();
    if (!ids.isEmpty()) {
      store.read(
          em -> {
            em.createQuery(
                    "select u.id, u.name from UserEntity u where u.id in :ids", Object[].class)
                .setParameter("ids", ids)
                .getResultStream()
                .forEach(row -> names.put((String) row[0], (String) row[1]));
            return true;
          });
    }
    return names;
  }
}
