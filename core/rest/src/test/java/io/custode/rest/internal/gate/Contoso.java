// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import io.custode.api.error.Problem;
import io.custode.core.access.ProviderSignIn;
import io.custode.core.access.SignIn.Origin;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one sign-in provider: who has the ticket {@code tech} comes in as tech. */
record Contoso(People people) implements ProviderSignIn {
  @Override
  public List<Choice> choices() {
    return List.of(new Choice("contoso", "Contoso"));
  }

  @Override
  public Departure begin(String provider, String next) {
    if (!provider.equals("contoso")) {
      throw new Problem(Problem.Kind.UNAVAILABLE, "sign-in-provider-down", "Down.", "Wait.");
    }
    return new Departure(URI.create("https://contoso.example/authorize?state=1"), "tech");
  }

  @Override
  public Arrival arrive(String ticket, Map<String, String> answer, Origin origin) {
    if (!ticket.equals("tech") || !"1".equals(answer.get("state"))) {
      throw new Problem(Problem.Kind.SIGNED_OUT, "sign-in-refused", "No.", "Begin again.");
    }
    return new Arrival(people.open(people.tokens.get(ticket), origin), "/assets?q=x");
  }

  @Override
  public Optional<URI> leave(String session) {
    return Optional.of(URI.create("https://contoso.example/end"));
  }
}
