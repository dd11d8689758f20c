// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.command.CommandInfo.Field;
import io.custode.api.command.RiskClass;
import io.custode.platform.internal.asset.AssetList;
import io.custode.platform.internal.asset.AssetShow;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclaredTest {
  @Test
  void fieldsComeFromTheInputRecord() {
    var info = Declared.by(AssetList.class, "core").info();
    assertThat(info.name()).isEqualTo("msp.asset-list");
    assertThat(info.risk()).isEqualTo(RiskClass.READ);
    assertThat(info.input())
        .contains(
            new Field("online", "boolean", false, false, "Connected now, or not", List.of()),
            new Field("site", "SiteId", false, false, "Of this site", List.of()));
    assertThat(Declared.by(AssetShow.class, "core").info().input())
        .containsExactly(new Field("asset", "AssetId", true, false, "The asset", List.of()));
  }

  @Test
  void aPluginCannotTakeCoresNamesOrPermissions() {
    assertThatThrownBy(() -> Declared.by(AssetList.class, "acmepatch"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Declared.by(String.class, "core"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
