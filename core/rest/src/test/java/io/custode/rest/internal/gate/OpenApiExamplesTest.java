// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.custode.api.json.Json;
import io.custode.rest.internal.core.MeResource;
import io.custode.rest.internal.openapi.Fragment;
import io.custode.rest.internal.openapi.OpenApi;
import io.custode.rest.internal.publish.Rule;
import java.io.File;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.jaxrs.model.ClassResourceInfo;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.jaxrs.model.ParameterType;
import org.apache.cxf.jaxrs.utils.ResourceUtils;
import org.junit.jupiter.api.Test;

/** What the document shows of each body and parameter of core is what the platform takes. */
class OpenApiExamplesTest {
  private final JacksonMapping mapping = new JacksonMapping();
  private final List<ClassResourceInfo> model = core();
  private final byte[] text = document();
  private final JsonNode document = read();

  private static List<ClassResourceInfo> core() {
    var bus = new ExtensionManagerBus();
    try {
      var home = new File(MeResource.class.getResource("MeResource.class").toURI()).getParent();
      return Arrays.stream(Objects.requireNonNull(new File(home).list()))
          .filter(name -> name.endsWith("Resource.class"))
          .sorted()
          .map(name -> MeResource.class.getPackageName() + "." + name.replace(".class", ""))
          .map(OpenApiExamplesTest::load)
          .map(type -> ResourceUtils.createClassResourceInfo(type, type, true, true, bus))
          .toList();
    } catch (java.net.URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] document() {
    return OpenApi.document(
        List.of(Fragment.of("core", "", model, method -> new Rule(Rule.Kind.SIGNED_IN, null))));
  }

  private JsonNode read() {
    try {
      return new ObjectMapper().readTree(text);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void eachJsonBodyHasOneThatItsTypeAndItsSchemaTake() {
    var walked = new ArrayList<String>();
    for (var resource : model) {
      for (var operation : resource.getMethodDispatcher().getOperationResourceInfos()) {
        var shown = shown(operation);
        var method = operation.getMethodToInvoke();
        var types = method.getGenericParameterTypes();
        operation.getParameters().stream()
            .filter(parameter -> parameter.getType() == ParameterType.REQUEST_BODY)
            .forEach(
                parameter ->
                    check(
                        shown.path("requestBody"),
                        types[parameter.getIndex()],
                        "body of " + shown.path("operationId").asText(),
                        walked));
        check(
            shown.path("responses").path("200"),
            method.getGenericReturnType(),
            "answer of " + shown.path("operationId").asText(),
            walked);
      }
    }
    assertThat(walked).hasSizeGreaterThan(150);
  }

  private JsonNode shown(OperationResourceInfo operation) {
    var method = operation.getMethodToInvoke();
    var id = "core." + method.getDeclaringClass().getSimpleName() + "." + method.getName();
    for (var path : document.path("paths")) {
      for (var candidate : path) {
        if (candidate.path("operationId").asText().equals(id)) {
          return candidate;
        }
      }
    }
    throw new AssertionError("The document has no " + id);
  }

  private void check(JsonNode body, Type type, String what, List<String> walked) {
    var json = body.path("content").path("application/json");
    if (json.isMissingNode()) {
      return;
    }
    walked.add(what);
    var example = json.path("example");
    assertThat(example.isMissingNode()).as(what).isFalse();
    assertThat(new SchemaCheck(document).objections(json.path("schema"), example))
        .as(what)
        .isEmpty();
    assertThatCode(() -> mapping.read(new Json(example.toString()), type))
        .as(what + " " + example)
        .doesNotThrowAnyException();
  }

  @Test
  void eachParameterHasOneThatItsSchemaTakes() {
    var walked = new ArrayList<String>();
    var check = new SchemaCheck(document);
    for (var found : document.findValues("parameters")) {
      for (var given : found) {
        var parameter = check.resolved(given);
        if (parameter.has("in")) {
          walked.add(parameter.toString());
          assertThat(parameter.has("example")).as(parameter.toString()).isTrue();
          assertThat(check.objections(parameter.path("schema"), parameter.path("example")))
              .as(parameter.toString())
              .isEmpty();
        }
      }
    }
    assertThat(walked).hasSizeGreaterThan(100);
  }

  @Test
  void refusalsHaveOneToo() {
    var problem =
        document.at("/components/responses/problem/content").path("application/problem+json");
    assertThat(
            new SchemaCheck(document).objections(problem.path("schema"), problem.path("example")))
        .isEmpty();
  }

  @Test
  void theyAreTheSameEachTime() {
    assertThat(document()).isEqualTo(text);
  }

  @Test
  void whatTheSchemaForbidsIsSeen() {
    var check = new SchemaCheck(document);
    var asset = document.at("/components/schemas/Asset");
    var good = document.at("/paths/~1assets~1{id}/get/responses/200/content/application~1json");
    assertThat(check.objections(asset, good.path("example"))).isEmpty();
    for (var change : List.of("id", "kind", "name")) {
      var bad = good.path("example").deepCopy();
      ((com.fasterxml.jackson.databind.node.ObjectNode) bad).put(change, 7);
      assertThat(check.objections(asset, bad)).as(change).isNotEmpty();
    }
    var more = good.path("example").deepCopy();
    ((com.fasterxml.jackson.databind.node.ObjectNode) more).put("more", 7);
    assertThat(check.objections(asset, more)).isNotEmpty();
  }
}
