// SPDX-License-Identifier: Apache-2.0
package io.custode.gateway.internal.testing;

import io.custode.api.audit.Audit;
import io.custode.api.audit.AuditEntry;
import io.custode.api.audit.AuditQuery;
import io.custode.api.audit.PersonalDetail;
import io.custode.api.json.Json;
import io.custode.api.page.Page;
import io.custode.api.page.PageRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was recorded. */
public final class MemoryAudit implements Audit {
  /** As lines: verb, target, detail. */
  public final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public void record(String verb, String target, Json detail) {
    lines.add(verb + " " + target + " " + detail);
  }

  @Override
  public void refused(String verb, String target, String why) {
    lines.add(verb + " " + target + " refused: " + why);
  }

  @Override
  public void record(String verb, String target, Json detail, PersonalDetail personal) {
    record(verb, target, detail);
  }

  @Override
  public void refused(String verb, String target, String why, PersonalDetail personal) {
    refused(verb, target, why);
  }

  @Override
  public Page<AuditEntry> find(AuditQuery query, PageRequest page) {
    throw new UnsupportedOperationException();
  }
}
