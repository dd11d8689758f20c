// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import io.custode.api.access.UserId;
import io.custode.api.json.Json;
import io.custode.platform.internal.access.Users;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;

/**
 * Version 0.1.0 wrote names where ids of users belong; here they become ids, where there is one.
 */
final class EarlierNames {
  private static final String SIGN_IN = "core.session.open";
  private static final String USER = "user/";

  private final EntityManager em;
  private final Map<String, Optional<UserId>> users = new HashMap<>();

  EarlierNames(EntityManager em) {
    this.em = em;
  }

  Draft resolve(Draft draft) {
    var named = draft.lacksPerson() ? user(draft.actor()).map(draft::by).orElse(draft) : draft;
    return isSignInByName(draft) ? target(named) : named;
  }

  private static boolean isSignInByName(Draft draft) {
    return draft.verb().equals(SIGN_IN)
        && draft.about() == null
        && draft.target().startsWith(USER)
        && !draft.target().equals(USER + "?");
  }

  private Draft target(Draft draft) {
    return user(draft.target().substring(USER.length()))
        .map(id -> draft.about(USER + id, Json.EMPTY, id, draft.detail()))
        .orElseGet(() -> draft.about(USER + "?", draft.detail(), null, null));
  }

  private Optional<UserId> user(String name) {
    return users.computeIfAbsent(name, n -> Users.idOf(em, n));
  }
}
