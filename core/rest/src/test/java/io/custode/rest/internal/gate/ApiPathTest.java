// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.custode.api.error.Invalid;
import io.custode.api.plugin.PluginId;
import io.custode.api.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiPathTest {
  private static final String T = "01900000-0000-7000-8000-000000000001";

  @Test
  void namesThePartsOfAPath() {
    assertThat(ApiPath.of("/api/v1/assets/7"))
        .isEqualTo(new ApiPath(null, null, "/api/v1", "assets"));
    assertThat(ApiPath.of("/api/v1/tenants/" + T + "/assets"))
        .isEqualTo(new ApiPath(TenantId.of(T), null, "/api/v1/tenants/" + T, "assets"));
    assertThat(ApiPath.of("/api/v1/tenants/" + T + "/plugins/hello/notes/1"))
        .isEqualTo(
            new ApiPath(
                TenantId.of(T),
                PluginId.of("hello"),
                "/api/v1/tenants/" + T + "/plugins/hello",
                "notes"));
  }

  @Test
  void tenantsAndPluginsThemselvesAreResourcesOfCore() {
    assertThat(ApiPath.of("/api/v1/tenants/" + T))
        .isEqualTo(new ApiPath(null, null, "/api/v1", "tenants"));
    assertThat(ApiPath.of("/api/v1/plugins/hello"))
        .isEqualTo(new ApiPath(null, null, "/api/v1", "plugins"));
  }

  @Test
  void aSecondTenantIsNoTenant() {
    var other = "01900000-0000-7000-8000-000000000002";
    assertThat(ApiPath.of("/api/v1/tenants/" + T + "/tenants/" + other + "/assets"))
        .isEqualTo(new ApiPath(TenantId.of(T), null, "/api/v1/tenants/" + T, "tenants"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/tenants/" + T + "/../../assets",
        "/api/v1/tenants/" + T + "/./assets",
        "/api/v1/tenants/" + T + "/%2e%2e/%2E%2E/assets",
        "/api/v1/tenants/" + T + "/.%2e/assets",
        "/api/v1/tenants/" + T + "/..;/assets",
        "/api/v1/tenants/" + T + ";x=1/assets",
        "/api/v1/tenants/" + T + "/assets;x=1",
        "/api/v1/tenants/" + T + "%2fassets",
        "/api/v1/tenants/" + T + "%2Fassets/x",
        "/api/v1/tenants/" + T + "%5cassets/x",
        "/api/v1/tenants/" + T + "\\assets",
        "/api/v1/tenants/" + T + "/%252e%252e/assets",
        "/api/v1/tenants/" + T + "//assets",
        "/api/v1//assets",
        "//api/v1/assets",
        "/api/v1/assets/",
        "/api/v1/assets/%00",
        "/api/v1/assets/%0d%0aSet-Cookie:x",
        "/api/v1/assets/%3bx",
        "/api/v1/assets/%7f",
        "/api/v1/assets/%",
        "/api/v1/assets/%2",
        "/api/v1/assets/%zz",
        "/api/v1/assets/\u00e9",
        "/api/v1/assets/<script>",
        "/api/v1/tenants/not-an-id/assets",
        "/api/v1/plugins/NotAnId/notes",
        "/api/v1/plugins/core/notes"
      })
  void refusesWhatCanBeReadInTwoWays(String path) {
    assertThatThrownBy(() -> ApiPath.of(path)).isInstanceOf(Invalid.class);
  }

  @Test
  void knowsNothingOutsideItsVersion() {
    assertThat(ApiPath.of("/api/v2/assets")).isNull();
    assertThat(ApiPath.of("/api/v1")).isNull();
    assertThat(ApiPath.of("/api")).isNull();
  }
}
