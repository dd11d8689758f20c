// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.rest.internal.Limits;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
  private static final String PROXY = "10.0.0.5";

  private static String of(String header, String trusted, String peer, String... lines) {
    var limits = new Limits(Door.config(Map.of("trustedProxies", trusted, "proxyHeader", header)));
    var request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                ClientAddressTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getRemoteAddr" -> peer;
                      case "getHeaders" ->
                          Collections.enumeration(
                              header.equals(arguments[0]) ? List.of(lines) : List.of());
                      default -> throw new AssertionError(method);
                    });
    return new ClientAddress(limits).of(request);
  }

  private static String forwardedFor(String... lines) {
    return of("X-Forwarded-For", "10.0.0.0/8, 2001:db8::/32", PROXY, lines);
  }

  private static String forwarded(String... lines) {
    return of("Forwarded", "10.0.0.0/8", PROXY, lines);
  }

  @Test
  void nobodyIsBelievedUnlessTrusted() {
    assertThat(of("X-Forwarded-For", "", PROXY, "203.0.113.9")).isEqualTo(PROXY);
    assertThat(of("X-Forwarded-For", "10.0.0.0/8", "192.0.2.1", "203.0.113.9"))
        .isEqualTo("192.0.2.1");
    assertThat(of("X-Forwarded-For", "example.com", PROXY, "203.0.113.9"))
        .as("a setting that is none")
        .isEqualTo(PROXY);
  }

  @Test
  void theNearestStrangerCounts() {
    assertThat(forwardedFor("203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(forwardedFor("127.0.0.1, 203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(forwardedFor("127.0.0.1", "203.0.113.9, 10.1.1.1")).isEqualTo("203.0.113.9");
    assertThat(forwardedFor("203.0.113.9:4711")).isEqualTo("203.0.113.9");
    assertThat(forwardedFor("2001:db9::7, 2001:db8::1")).isEqualTo("2001:db9::7");
    assertThat(forwardedFor("[2001:db9::7]:443")).isEqualTo("2001:db9::7");
    assertThat(forwardedFor("10.1.1.1, 10.2.2.2")).as("all trusted").isEqualTo("10.1.1.1");
    assertThat(forwardedFor()).isEqualTo(PROXY);
  }

  @Test
  void theStandardsOwnHeaderIsRead() {
    assertThat(forwarded("for=192.0.2.43, for=\"203.0.113.9:80\";proto=https;by=10.0.0.5"))
        .isEqualTo("203.0.113.9");
    assertThat(forwarded("proto=https;For=\"[2001:db8:cafe::17]:4711\""))
        .isEqualTo("2001:db8:cafe::17");
    assertThat(forwarded("for=192.0.2.43, for=_hidden")).isEqualTo(PROXY);
  }

  @Test
  void nonsenseIsNobody() {
    for (var nonsense :
        new String[] {"", ",", "unknown", "a.b.c.d", "203.0.113.9/8", "' or 1=1", "[::1", "::::"}) {
      assertThat(forwardedFor("192.0.2.1, " + nonsense)).as(nonsense).isEqualTo(PROXY);
    }
  }
}
