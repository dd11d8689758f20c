// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.access.RequiresPermission;
import io.custode.api.asset.Asset;
import io.custode.api.command.Columns;
import io.custode.api.command.Command;
import io.custode.api.command.CommandContext;
import io.custode.api.command.CommandInfo.Field;
import io.custode.api.command.CommandName;
import io.custode.api.command.RiskClass;
import io.custode.api.page.Page;
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
  void columnsAreFieldsOfThePage() {
    assertThat(Declared.by(AssetList.class, "core").info().columns()).startsWith("id", "name");
    assertThat(Declared.by(AssetShow.class, "core").info().columns()).isEmpty();
    assertThatThrownBy(() -> Declared.by(Misspelt.class, "core"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("@Columns");
  }

  @CommandName(value = "msp.misspelt-list", description = "Has a column that is no field")
  @RequiresPermission("core.asset.read")
  @Columns({"id", "nmae"})
  private static final class Misspelt implements Command<Misspelt.Input, Page<Asset>> {
    record Input() {}

    @Override
    public Page<Asset> execute(Input input, CommandContext context) {
      return new Page<>(List.of(), null);
    }
  }

  @Test
  void aPluginCannotTakeCoresNamesOrPermissions() {
    assertThatThrownBy(() -> Declared.by(AssetList.class, "acmepatch"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Declared.by(String.class, "core"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
