// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.custode.api.asset.Asset;
import io.custode.api.asset.AssetId;
import io.custode.api.asset.AssetKind;
import io.custode.api.asset.AssetState;
import io.custode.api.compliance.ComplianceItem;
import io.custode.api.compliance.ComplianceState;
import io.custode.api.json.Json;
import io.custode.api.tenant.TenantId;
import io.custode.platform.internal.gate.Hasty;
import io.custode.platform.internal.gate.NoPlugins;
import io.custode.spi.compliance.ComplianceFinding;
import io.custode.spi.compliance.ComplianceSource;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A source that hangs, beside one that does not. */
class LateSourceTest {
  private static final Asset ASSET =
      new Asset(
          AssetId.next(),
          TenantId.next(),
          null,
          null,
          "pc",
          AssetKind.WORKSTATION,
          AssetState.ACTIVE,
          null,
          null,
          0,
          0,
          null,
          false,
          Instant.EPOCH,
          0);

  private final Hasty acme = new Hasty();
  private final Sources sources = new Sources(new NoPlugins());

  @AfterEach
  void end() {
    acme.close();
  }

  private record Source(String item, Supplier<ComplianceState> state) implements ComplianceSource {
    @Override
    public List<ComplianceItem> items() {
      return List.of(new ComplianceItem(item, item, item));
    }

    @Override
    public List<ComplianceFinding> check(Asset asset) {
      return List.of(new ComplianceFinding(item, state.get(), "As it is.", Json.EMPTY));
    }
  }

  @Test
  @Timeout(20)
  void itsItemsAreUnknownWithTheReasonAndTheOthersAreKnown() {
    var late = new Source("core.late", LateSourceTest::never);
    sources.bindSource(acme.guarded("acme", ComplianceSource.class, late));
    sources.bindSource(new Source("core.prompt", () -> ComplianceState.COMPLIANT));
    var said = sources.ask(ASSET);
    assertThat(said.findings())
        .extracting(ComplianceFinding::item, ComplianceFinding::state)
        .containsExactlyInAnyOrder(
            tuple("core.late", ComplianceState.UNKNOWN),
            tuple("core.prompt", ComplianceState.COMPLIANT));
    assertThat(said.findings().get(0).reason()).contains("acme did not answer within");
  }

  private static ComplianceState never() {
    try {
      new CountDownLatch(1).await();
      return ComplianceState.COMPLIANT;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
