// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.openapi;

import io.custode.api.command.Doc;
import io.custode.api.page.PageRequest;
import io.custode.rest.internal.publish.Rule;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.ws.rs.Consumes;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Response;
import org.apache.cxf.jaxrs.model.ClassResourceInfo;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.jaxrs.model.Parameter;
import org.apache.cxf.jaxrs.model.ParameterType;
import org.jspecify.annotations.Nullable;

/** JAX-RS methods as OpenAPI operations. */
final class Operations {
  /** JAX-RS allows {@code {id: regex}}, OpenAPI only {@code {id}}. */
  private static final Pattern TEMPLATE = Pattern.compile("\\{\\s*([\\w.-]+)\\s*:[^}]*}");

  private static final Map<ParameterType, String> PLACES =
      Map.of(
          ParameterType.PATH, "path",
          ParameterType.QUERY, "query",
          ParameterType.HEADER, "header",
          ParameterType.COOKIE, "cookie");

  private final Map<String, Map<String, Object>> paths = new TreeMap<>();
  private final String label;
  private final String base;
  private final Schemas schemas;
  private final Function<Method, Rule> rules;

  Operations(String label, String base, Schemas schemas, Function<Method, Rule> rules) {
    this.label = label;
    this.base = base;
    this.schemas = schemas;
    this.rules = rules;
  }

  Map<String, Map<String, Object>> paths() {
    return paths;
  }

  void add(ClassResourceInfo resource) {
    for (var operation : resource.getMethodDispatcher().getOperationResourceInfos()) {
      var path = base + path(resource.getURITemplate().getValue(), operation);
      paths
          .computeIfAbsent(path, key -> new TreeMap<>())
          .put(operation.getHttpMethod().toLowerCase(Locale.ROOT), describe(operation));
    }
  }

  private static String path(String resource, OperationResourceInfo operation) {
    var joined = resource + "/" + operation.getURITemplate().getValue();
    var plain = TEMPLATE.matcher(joined).replaceAll("{$1}").replaceAll("/+", "/");
    return plain.length() > 1 && plain.endsWith("/")
        ? plain.substring(0, plain.length() - 1)
        : plain;
  }

  private Map<String, Object> describe(OperationResourceInfo operation) {
    var method = operation.getMethodToInvoke();
    var described = new LinkedHashMap<String, Object>();
    described.put(
        "operationId",
        label + "." + method.getDeclaringClass().getSimpleName() + "." + method.getName());
    described.put("tags", List.of(label));
    var doc = method.getAnnotation(Doc.class);
    if (doc != null) {
      described.put("summary", doc.value());
    }
    described.put("x-permission", rules.apply(method).label());
    if (rules.apply(method).kind() == Rule.Kind.SIGNED_OUT) {
      described.put("security", List.of());
    }
    var parameters = parameters(operation);
    if (!parameters.isEmpty()) {
      described.put("parameters", parameters);
    }
    var body = body(operation);
    if (body != null) {
      described.put("requestBody", Map.of("required", true, "content", content(method, body)));
    }
    described.put("responses", responses(method));
    return described;
  }

  private List<Object> parameters(OperationResourceInfo operation) {
    var all = new ArrayList<>();
    var taken = operation.getMethodToInvoke().getParameters();
    for (var parameter : operation.getParameters()) {
      var place = PLACES.get(parameter.getType());
      var its = taken[parameter.getIndex()];
      if (place != null) {
        all.add(
            parameter(parameter, place, its.getParameterizedType(), its.getAnnotation(Doc.class)));
      } else if (its.getType() == PageRequest.class) {
        all.add(Map.of("$ref", "#/components/parameters/limit"));
        all.add(Map.of("$ref", "#/components/parameters/cursor"));
      }
    }
    return all;
  }

  private Map<String, Object> parameter(
      Parameter parameter, String place, Type type, @Nullable Doc doc) {
    var schema = schemas.of(type);
    var described = new LinkedHashMap<String, Object>();
    described.put("name", parameter.getName());
    described.put("in", place);
    described.put("required", place.equals("path"));
    if (doc != null) {
      described.put("description", doc.value());
    }
    var standard = parameter.getDefaultValue();
    described.put("schema", standard == null ? schema : Schemas.with(schema, "default", standard));
    var example = Examples.of(type, parameter.getName());
    if (example != null) {
      described.put("example", example);
    }
    return described;
  }

  private @Nullable Type body(OperationResourceInfo operation) {
    var types = operation.getMethodToInvoke().getGenericParameterTypes();
    return operation.getParameters().stream()
        .filter(parameter -> parameter.getType() == ParameterType.REQUEST_BODY)
        .findFirst()
        .map(parameter -> types[parameter.getIndex()])
        .orElse(null);
  }

  private Map<String, Object> responses(Method method) {
    var responses = new LinkedHashMap<String, Object>();
    if (method.getReturnType() == void.class) {
      responses.put("204", Map.of("description", "Done"));
    } else if (method.getReturnType() == Response.class) {
      responses.put("2XX", Map.of("description", "Done"));
    } else {
      responses.put("200", Map.of("description", "The answer", "content", answer(method)));
    }
    responses.put("default", Map.of("$ref", "#/components/responses/problem"));
    return responses;
  }

  private Map<String, Object> answer(Method method) {
    var produces = method.getAnnotation(Produces.class);
    return produces == null
        ? json(method.getGenericReturnType())
        : Map.of(
            produces.value()[0], Map.of("schema", Map.of("type", "string", "format", "binary")));
  }

  /** A file is what the method says that it consumes. */
  private Map<String, Object> content(Method method, Type body) {
    var consumes = method.getAnnotation(Consumes.class);
    if (consumes == null) {
      return json(body);
    }
    var content = new LinkedHashMap<String, Object>();
    for (var type : consumes.value()) {
      content.put(type, Map.of("schema", Map.of("type", "string", "format", "binary")));
    }
    return content;
  }

  private Map<String, Object> json(Type type) {
    var example = Examples.of(type, "");
    return json(schemas.of(type), example == null ? Map.of() : example);
  }

  static Map<String, Object> json(Map<String, Object> schema, Object example) {
    return Map.of("application/json", Map.of("schema", schema, "example", example));
  }
}
