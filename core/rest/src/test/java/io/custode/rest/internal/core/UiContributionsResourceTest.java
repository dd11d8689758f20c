// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.access.Principal;
import io.custode.api.access.UserId;
import io.custode.api.tenant.TenantId;
import io.custode.core.ui.UiContribution;
import io.custode.core.ui.UiOffer;
import io.custode.core.ui.UiPlugin;
import io.custode.rest.internal.gate.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UiContributionsResourceTest {
  private static final UiPlugin BOTH = plugin("both", "nav.page", "portal.page", "command");
  private static final UiPlugin CONSOLE = plugin("console", "asset.panel");
  private static final UiPlugin PORTAL = plugin("portal", "portal.page");

  private static UiPlugin plugin(String id, String... points) {
    return new UiPlugin(
        id,
        "1.0.0",
        id,
        "^1",
        "/ui/plugins/" + id + "/index.js",
        List.of(points).stream()
            .map(
                point ->
                    new UiContribution(
                        point, "a", null, "A", Map.of("en", "A"), null, null, null, null, null))
            .toList());
  }

  private static List<String> seenBy(Principal.Kind kind) {
    var resource =
        new UiContributionsResource(may -> new UiOffer(7, "1.0", List.of(BOTH, CONSOLE, PORTAL)));
    var tenant = kind == Principal.Kind.CONTACT ? TenantId.next() : null;
    var who = new Principal(kind, UserId.next(), "anna", tenant, Set.of("*"));
    var offer = resource.get(new Caller(who, null, "192.0.2.1", () -> Optional.of(who)));
    assertThat(offer.rev()).isEqualTo(7);
    return offer.plugins().stream()
        .flatMap(its -> its.contributes().stream().map(one -> its.id() + " " + one.point()))
        .toList();
  }

  @Test
  void aCustomerGetsWhatIsThePortalsAndNobodyElseDoes() {
    assertThat(seenBy(Principal.Kind.CONTACT))
        .containsExactly("both portal.page", "portal portal.page");
    assertThat(seenBy(Principal.Kind.TECHNICIAN))
        .containsExactly("both nav.page", "both command", "console asset.panel");
  }
}
