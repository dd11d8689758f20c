// SPDX-License-Identifier: Apache-2.0
package io.custode.api.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Invalid;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InstallChoiceTest {
  @Test
  void whatIsNotSaidIsNotAgreedTo() {
    assertThat(InstallChoice.of(null, null)).isEqualTo(InstallChoice.NOTHING);
    var said = InstallChoice.of(true, List.of(PluginId.of("other"), PluginId.of("other")));
    assertThat(said.acceptRewrite()).isTrue();
    assertThat(said.approve()).containsExactly(PluginId.of("other"));
  }

  @Test
  void strangeOnesAreRefused() {
    assertThatThrownBy(() -> InstallChoice.of(null, Arrays.asList((PluginId) null)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("approve");
    var many = IntStream.range(0, 101).mapToObj(i -> PluginId.of("plugin" + i)).toList();
    assertThatThrownBy(() -> InstallChoice.of(null, many)).isInstanceOf(Invalid.class);
  }
}
