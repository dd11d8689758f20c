// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.access;

import io.custode.api.error.Conflict;
import java.util.HashMap;
import java.util.Map;
import javax.persistence.EntityManager;

/** Who has a role, or would come to it. */
final class RoleHolders {
  private static final int NAMED = 5;

  private RoleHolders() {}

  /**
   * @return role to the number of users who have it
   */
  static Map<String, Long> counts(EntityManager em) {
    var members = new HashMap<String, Long>();
    em.createQuery("select u.role, count(u) from UserEntity u group by u.role", Object[].class)
        .getResultList()
        .forEach(row -> members.put((String) row[0], (Long) row[1]));
    return members;
  }

  /**
   * @throws Conflict if somebody has it, or a sign-in rule gives it
   */
  static void refuseIfAny(EntityManager em, String role, String what) {
    long has =
        em.createQuery("select count(u) from UserEntity u where u.role = :role", Long.class)
            .setParameter("role", role)
            .getSingleResult();
    if (has > 0) {
      var names =
          em.createQuery(
                  "select u.name from UserEntity u where u.role = :role order by u.name",
                  String.class)
              .setParameter("role", role)
              .setMaxResults(NAMED)
              .getResultList();
      throw new Conflict(
          "role-in-use",
          (has == 1 ? "One user has" : has + " users have")
              + " the role "
              + role
              + ": "
              + String.join(", ", names)
              + (has > NAMED ? " and others" : "")
              + "; it was not "
              + what
              + ".",
          "Give them another role first: msp:user-role.");
    }
    long rules =
        em.createQuery("select count(r) from SignInRuleEntity r where r.role = :role", Long.class)
            .setParameter("role", role)
            .getSingleResult();
    if (rules > 0) {
      throw new Conflict(
          "role-in-use",
          (rules == 1 ? "One sign-in rule gives" : rules + " sign-in rules give")
              + " the role "
              + role
              + "; it was not "
              + what
              + ".",
          "Remove them first: msp:sign-in-rule-list.");
    }
  }
}
