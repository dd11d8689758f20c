// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.custode.testing.Custode;
import io.custode.testing.CustodeTest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A hundred wrong passwords and tokens, from addresses of their own so that nobody else is slowed
 * down.
 */
@CustodeTest
class GuessingIT {
  @Test
  void aHundredWrongPasswordsAreStoppedAndTheAdministratorIsNot(Custode custode) throws Exception {
    var statuses = new HashMap<Integer, Integer>();
    for (int i = 0; i < 100; i++) {
      statuses.merge(signIn(custode, "guess" + i), 1, Integer::sum);
    }
    assertThat(statuses).containsOnlyKeys(401, 429);
    assertThat(statuses.get(401)).isLessThanOrEqualTo(6);
    assertThat(signIn(custode, custode.password())).as("the right one waits too").isEqualTo(429);
    custode.anonymous().signIn("admin", custode.password());
    var refused =
        custode.get("/api/v1/audit?limit=500&verb=core.session.open").json().path("items");
    assertThat(refused)
        .isNotEmpty()
        .allMatch(entry -> entry.path("outcome").asText().equals("refused"));
  }

  @Test
  void aHundredGuessedTokensAreStoppedAndTheRightOneElsewhereIsNot(Custode custode)
      throws Exception {
    var issued = custode.shell("msp:api-token-add admin guessing --json").json();
    var secret = issued.path("secret").asText();
    var statuses = new HashMap<Integer, Integer>();
    for (int i = 0; i < 100; i++) {
      var guess = secret.substring(0, secret.length() - 3) + (100 + i);
      statuses.merge(byToken(custode, guess), 1, Integer::sum);
    }
    assertThat(statuses).containsOnlyKeys(401, 429);
    assertThat(statuses.get(401)).isLessThanOrEqualTo(6);
    assertThat(byToken(custode, secret)).as("the right one waits too").isEqualTo(429);
    assertThat(custode.anonymous().token(secret).get("/api/v1/me").status()).isEqualTo(200);
    custode.shell("msp:api-token-revoke " + issued.path("id").asText());
  }

  private static int byToken(Custode custode, String token) throws Exception {
    var head = "GET /api/v1/me HTTP/1.1\r\nAuthorization: Bearer " + token + "\r\n";
    return status(custode, "127.0.0.78", head, new byte[0]);
  }

  private static int signIn(Custode custode, String password) throws Exception {
    var body =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .writeValueAsBytes(Map.of("user", "admin", "password", password));
    var head =
        "POST /api/v1/session HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n";
    return status(custode, "127.0.0.77", head, body);
  }

  private static int status(Custode custode, String from, String request, byte[] body)
      throws Exception {
    var url = URI.create(custode.url());
    try (var plain = new Socket()) {
      plain.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
      plain.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), url.getPort()));
      try (var tls =
          custode.tls().getSocketFactory().createSocket(plain, "localhost", url.getPort(), true)) {
        var head = request + "Host: localhost:" + url.getPort() + "\r\nConnection: close\r\n\r\n";
        tls.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        tls.getOutputStream().write(body);
        var answer = new String(tls.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Integer.parseInt(answer.substring(9, 12));
      }
    }
  }
}
