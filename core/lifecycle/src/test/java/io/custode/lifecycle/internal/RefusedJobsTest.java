// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import static io.custode.lifecycle.internal.HotPluginsTest.GREETER;
import static io.custode.lifecycle.internal.HotPluginsTest.greeter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import acme.greeter.Broken;
import io.custode.api.error.Conflict;
import io.custode.api.page.PageRequest;
import io.custode.api.plugin.InstalledPlugin.State;
import io.custode.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A job that a plugin may not have: said in the plan, found by the probe, shown as a fault. */
class RefusedJobsTest {
  private static final String WHY =
      "its job acmejobs.clean-up must be perTenant, or the plugin have the capability tenants:all";

  @TempDir static Path keys;
  @TempDir Path home;
  private static Publisher acme;

  @BeforeAll
  static void prepare() throws Exception {
    acme = Publisher.named(keys, "acme");
  }

  private void with(TestDatabases kind, Installation.Work work) throws Exception {
    Installation.with(kind, home, acme, work);
  }

  private static String source(Installation here, TestJar jar) throws Exception {
    return here.file(acme.sign(jar.bytes()));
  }

  private static TestJar withJob(String perTenant) {
    return TestJar.plugin("acmejobs", "1.0.0")
        .type(Broken.class)
        .header("Service-Component", "OSGI-INF/j*.xml,OSGI-INF/broken.xml")
        .entry("OSGI-INF/broken.xml", "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x>&y;")
        .entry(
            "OSGI-INF/job.xml",
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="clean">
              <property name="custode.job.name" value="acmejobs.clean-up"/>
            %s
              <service><provide interface="io.custode.spi.job.Job"/></service>
              <implementation class="acme.greeter.Broken"/>
            </scr:component>
            """
                .formatted(perTenant));
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void thePlanSaysIt(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          assertThat(here.hot.plan(source(here, withJob(""))).refused()).containsExactly(WHY);
          assertThat(
                  here.hot
                      .plan(
                          source(
                              here,
                              withJob(
                                  "<property name='custode.job.perTenant' type='Boolean'"
                                      + " value='false'/>")))
                      .refused())
              .containsExactly(WHY);
          var install = source(here, withJob(""));
          assertThatThrownBy(() -> here.hot.install(install))
              .isInstanceOf(Conflict.class)
              .hasMessageContaining(WHY);
          assertThat(
                  here.hot
                      .plan(
                          source(
                              here,
                              withJob(
                                  "<property name='custode.job.perTenant' type='Boolean'"
                                      + " value='true'/>")))
                      .refused())
              .isEmpty();
          assertThat(
                  here.hot
                      .plan(
                          source(
                              here,
                              withJob("")
                                  .header("Custode-Capabilities", "secret:acme.key, tenants:all")))
                      .refused())
              .isEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void whatADoorDoesNotTakeIsAFault(TestDatabases kind) throws Exception {
    with(
        kind,
        here -> {
          here.gate.refuses = Optional.of("its job acme.Clean: its cron never comes");
          var source = source(here, greeter("1.0.0"));
          assertThatThrownBy(() -> here.hot.install(source))
              .isInstanceOf(Conflict.class)
              .hasMessageContaining("its cron never comes");
          assertThat(here.installed()).isEmpty();
          assertThat(here.node.plugins()).isEmpty();

          here.gate.refuses = Optional.empty();
          here.hot.install(source);
          here.gate.refuses = Optional.of("its job acme.Clean: its cron never comes");
          here.report.say();

          assertThat(here.report.find(GREETER, PageRequest.first()).items())
              .singleElement()
              .satisfies(
                  health -> {
                    assertThat(health.state()).isEqualTo(State.FAILED);
                    assertThat(health.fault()).contains("its cron never comes");
                  });
        });
  }
}
