// SPDX-License-Identifier: Apache-2.0
package io.custode.testing.fake;

import io.custode.api.audit.Audit;
import io.custode.api.audit.AuditEntry;
import io.custode.api.audit.AuditId;
import io.custode.api.audit.AuditQuery;
import io.custode.api.audit.PersonalDetail;
import io.custode.api.json.Json;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps what was recorded, without a chain; a technician did it all. */
public final class FakeAudit implements Audit {
  private static final String ACTOR = "technician";

  private final List<AuditEntry> entries = new ArrayList<>();

  @Override
  public void record(String verb, String target, Json detail) {
    add(verb, target, "done", detail);
  }

  @Override
  public void record(String verb, String target, Json detail, PersonalDetail personal) {
    add(verb, target, "done", detail);
  }

  @Override
  public void refused(String verb, String target, String why) {
    add(verb, target, "refused", Json.EMPTY);
  }

  @Override
  public void refused(String verb, String target, String why, PersonalDetail personal) {
    add(verb, target, "refused", Json.EMPTY);
  }

  private void add(String verb, String target, String outcome, Json detail) {
    entries.add(
        0,
        new AuditEntry(
            AuditId.next(), Instant.now(), ACTOR, "rest", null, verb, target, outcome, detail));
  }

  @Override
  public Page<AuditEntry> find(AuditQuery query, PageRequest page) {
    var found =
        entries.stream()
            .filter(e -> query.actor() == null || query.actor().equals(e.actor()))
            .filter(e -> query.verb() == null || query.verb().equals(e.verb()))
            .filter(e -> query.target() == null || query.target().equals(e.target()))
            .toList();
    return Pages.cut(found, page, entry -> entry.id().value());
  }
}
