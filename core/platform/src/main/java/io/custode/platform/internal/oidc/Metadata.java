// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal.oidc;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a provider says about itself (OpenID Connect Discovery 1.0). */
record Metadata(
    URI authorization, URI token, URI keys, @Nullable URI end, List<String> methods, boolean iss) {
  private static final int MOST = 512 * 1024;

  /**
   * @throws IOException if it is none, or another issuer's
   */
  static Metadata read(String issuer, Https https) throws IOException {
    var answer =
        https.get(URI.create(issuer.replaceAll("/$", "") + "/.well-known/openid-configuration"));
    if (answer.status() != 200) {
      throw new IOException("It answers " + answer.status());
    }
    try {
      var said = JSONObjectUtils.parse(answer.body(), MOST);
      if (!issuer.equals(said.get("issuer"))) {
        throw new IOException("It calls itself by another name than that issuer");
      }
      var end = said.get("end_session_endpoint");
      var methods = JSONObjectUtils.getStringList(said, "token_endpoint_auth_methods_supported");
      return new Metadata(
          uri(said, "authorization_endpoint"),
          uri(said, "token_endpoint"),
          uri(said, "jwks_uri"),
          end == null ? null : uri(said, "end_session_endpoint"),
          methods == null ? List.of("client_secret_basic") : methods,
          Boolean.TRUE.equals(said.get("authorization_response_iss_parameter_supported")));
    } catch (ParseException | IllegalArgumentException e) {
      throw new IOException("Its description cannot be read", e);
    }
  }

  private static URI uri(Map<String, Object> said, String name) throws IOException, ParseException {
    var text = JSONObjectUtils.getString(said, name);
    var uri = text == null ? null : URI.create(text);
    if (uri == null || !"https".equals(uri.getScheme()) || uri.getHost() == null) {
      throw new IOException("Its " + name + " is not HTTPS");
    }
    return uri;
  }
}
