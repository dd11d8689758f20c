// SPDX-License-Identifier: Apache-2.0
package io.custode.testing.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.action.ActionQuery;
import io.custode.api.action.ActionState;
import io.custode.api.action.NewAction;
import io.custode.api.alert.AlertQuery;
import io.custode.api.alert.AlertState;
import io.custode.api.alert.NewAlert;
import io.custode.api.alert.Severity;
import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetChange;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetQuery;
import io.custode.api.audit.AuditEntry;
import io.custode.api.audit.AuditQuery;
import io.custode.api.error.Conflict;
import io.custode.api.error.Forbidden;
import io.custode.api.http.HttpCall;
import io.custode.api.json.Json;
import io.custode.api.page.PageRequest;
import io.custode.api.tenant.TenantId;
import java.net.URI;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What a vendor's unit test is told by a fake is what the platform would tell. */
class FakesTest {
  private static final TenantId ACME = TenantId.next();

  @Test
  void assetsComeByNamePageByPage() {
    var assets = new FakeAssets(ACME);
    for (var name : new String[] {"pc-3", "pc-1", "pc-5", "pc-2", "pc-4"}) {
      assets.add(name, AssetKind.WORKSTATION);
    }
    assets.add("printer", AssetKind.PRINTER);
    var query = new AssetQuery("PC", AssetKind.WORKSTATION, null, null, null);
    var names = new ArrayList<String>();
    var page = assets.find(query, PageRequest.first(2));
    while (page.next() != null) {
      page.items().stream().map(Asset::name).forEach(names::add);
      page = assets.find(query, new PageRequest(2, page.next()));
    }
    page.items().stream().map(Asset::name).forEach(names::add);

    assertThat(names).containsExactly("pc-1", "pc-2", "pc-3", "pc-4", "pc-5");
  }

  @Test
  void anAssetChangesFromItsRevisionOnly() {
    var assets = new FakeAssets(ACME);
    var pc = assets.add("pc", AssetKind.WORKSTATION);
    var rename = new AssetChange("pc-7", null, null, null, pc.revision());

    assertThat(assets.change(pc.id(), rename).name()).isEqualTo("pc-7");
    assertThat(assets.get(pc.id()).orElseThrow().name()).isEqualTo("pc-7");
    assertThatThrownBy(() -> assets.change(pc.id(), rename)).isInstanceOf(Conflict.class);
  }

  @Test
  void anAlertIsRaisedOnceCountsAndEnds() {
    var alerts = new FakeAlerts(ACME);
    var full = new NewAlert("acme.full", "/", Severity.WARNING, "Full", null, null, null);
    alerts.raise(full);

    assertThat(alerts.raise(full).count()).isEqualTo(2);
    assertThat(alerts.find(AlertQuery.ANY, PageRequest.first()).items()).hasSize(1);
    assertThat(alerts.resolve("acme.full", null, "/").orElseThrow().state())
        .isEqualTo(AlertState.RESOLVED);
    assertThat(alerts.resolve("acme.full", null, "/")).isEmpty();
    assertThat(alerts.raise(full).count()).isEqualTo(1);
  }

  @Test
  void anActionWaitsUntilItsEndIsTold() {
    var actions = new FakeActions(ACME);
    var asset = new FakeAssets(ACME).add("pc", AssetKind.WORKSTATION).id();
    var hello = actions.request(NewAction.of(asset, "acme.say-hello", Json.EMPTY));

    assertThat(actions.get(hello.id()).orElseThrow().state()).isEqualTo(ActionState.QUEUED);
    actions.end(hello.id(), ActionState.SUCCEEDED, new Json("{\"message\":\"Hello\"}"), null);
    var succeeded = new ActionQuery(asset, ActionState.SUCCEEDED, "acme.say-hello");
    assertThat(actions.find(succeeded, PageRequest.first()).items()).hasSize(1);
    assertThatThrownBy(() -> actions.cancel(hello.id())).isInstanceOf(Conflict.class);
  }

  @Test
  void theAuditHasTheNewestFirst() {
    var audit = new FakeAudit();
    audit.record("acme.note.write", "note/1", Json.EMPTY);
    audit.refused("acme.note.write", "note/2", "not yours");
    var writes = new AuditQuery(null, "acme.note.write", null);

    assertThat(audit.find(writes, PageRequest.first()).items())
        .extracting(AuditEntry::outcome)
        .containsExactly("refused", "done");
  }

  @Test
  void aTenantIsBoundWhileTheWorkLasts() {
    var tenants = new FakeTenantContext();

    assertThat(tenants.in(ACME, tenants::current)).contains(ACME);
    assertThat(tenants.current()).isEmpty();
  }

  @Test
  void whoLacksThePermissionIsRefused() {
    var access = new FakeAccess("acme.note.read");

    access.require("acme.note.read");
    assertThatThrownBy(() -> access.require("acme.note.write")).isInstanceOf(Forbidden.class);
  }

  @Test
  void hostsAnswerAsTheTestSays() {
    var http = new FakeHttp(call -> FakeHttp.answer(200, "from " + call.uri().getHost()));

    var answer = http.send(HttpCall.get(URI.create("https://api.acme.example/")));

    assertThat(answer.text()).isEqualTo("from api.acme.example");
    assertThat(http.calls()).hasSize(1);
  }
}
