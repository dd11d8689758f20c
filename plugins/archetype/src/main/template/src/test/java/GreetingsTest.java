package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.api.asset.AssetKind;
import io.custode.api.tenant.TenantId;
import io.custode.testing.fake.FakeAssets;
import org.junit.jupiter.api.Test;

class GreetingsTest {
  @Test
  void countsTheMachines() {
    var assets = new FakeAssets(TenantId.next());
    assets.add("pc-1", AssetKind.WORKSTATION);
    assets.add("pc-2", AssetKind.WORKSTATION);

    assertThat(new Greetings(assets).greet().assets()).isEqualTo(2);
  }
}
