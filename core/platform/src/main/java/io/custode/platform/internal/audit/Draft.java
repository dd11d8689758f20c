// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.audit;

import io.custode.api.access.UserId;
import io.custode.api.audit.AuditId;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry on its way through the outbox, which holds it for a moment: names are plain here.
 *
 * @param person the user who did it; null for parts of the platform, for nobody, and for what
 *     version 0.1.0 wrote
 * @param about whose personal values these are
 */
record Draft(
    AuditId id,
    Instant at,
    String actor,
    String door,
    @Nullable TenantId tenant,
    String verb,
    String target,
    String outcome,
    Json detail,
    @Nullable UserId person,
    @Nullable UserId about,
    @Nullable Json personal) {
  static final String NOBODY = "nobody";

  private static final int LONGEST_VERB = 100;
  private static final int LONGEST_TARGET = 200;
  private static final Json CUT = new Json("{\"cut\":true}");

  Draft {
    verb = cut(verb, LONGEST_VERB);
    target = cut(target, LONGEST_TARGET);
    detail = detail.text().length() > Longest.DETAIL ? CUT : detail;
    personal = personal != null && personal.text().length() > Longest.PERSONAL ? CUT : personal;
  }

  /**
   * @return whether a person may have done it whom the entry does not name by id
   */
  boolean lacksPerson() {
    return person == null && !actor.equals(NOBODY) && (door.equals("rest") || door.equals("shell"));
  }

  Draft by(UserId user) {
    return new Draft(
        id, at, actor, door, tenant, verb, target, outcome, detail, user, about, personal);
  }

  Draft about(String what, Json plain, @Nullable UserId whose, @Nullable Json values) {
    return new Draft(
        id, at, actor, door, tenant, verb, what, outcome, plain, person, whose, values);
  }

  // half a surrogate pair cannot be stored
  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }
}
