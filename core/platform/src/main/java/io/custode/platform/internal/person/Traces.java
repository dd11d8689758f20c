// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.person;

import io.custode.api.error.Conflict;
import io.custode.api.imports.ImportState;
import io.custode.platform.internal.notice.NoticeRuleEntity;
import java.util.List;
import java.util.Locale;
import javax.persistence.EntityManager;

/** What goes with a person beside his own rows: files that name him, mail to him. */
final class Traces {
  private Traces() {}

  /** Files that wait for their import and name him go; in the open transaction. */
  static void dropFiles(EntityManager em, Found person) {
    var waiting =
        em.createQuery(
                "select i.id, i.state from ImportEntity i where i.state in :open", Object[].class)
            .setParameter("open", List.of(ImportState.CHECKED, ImportState.RUNNING))
            .getResultList();
    for (var row : waiting) {
      var body =
          em.createQuery("select b.body from ImportBodyEntity b where b.id = :id", String.class)
              .setParameter("id", row[0])
              .getResultStream()
              .findFirst()
              .orElse("")
              .toLowerCase(Locale.ROOT);
      if (person.marks().stream().noneMatch(body::contains)) {
        continue;
      }
      if (row[1] == ImportState.RUNNING) {
        throw new Conflict(
            "import-running",
            "An import that runs now holds the name; the person was not erased.",
            "Wait until it has ended, then erase again.");
      }
      for (var what :
          List.of(
              "ImportBodyEntity e where e.id",
              "RejectEntity e where e.of",
              "ImportEntity e where e.id")) {
        em.createQuery("delete from " + what + " = :id").setParameter("id", row[0]).executeUpdate();
      }
    }
  }

  /**
   * Rules that tell him by mail are switched off and lead nowhere, with what waits for them gone:
   * who is told instead is for people to say. In the open transaction.
   */
  static void dropAddress(EntityManager em, Found person) {
    em.createQuery("select r from NoticeRuleEntity r", NoticeRuleEntity.class)
        .getResultStream()
        .filter(rule -> rule.leadsTo(person.marks()))
        .toList()
        .forEach(
            rule -> {
              em.createQuery("delete from NoticeEntity n where n.rule = :rule")
                  .setParameter("rule", rule.id())
                  .executeUpdate();
              rule.leadNowhere();
            });
  }
}
