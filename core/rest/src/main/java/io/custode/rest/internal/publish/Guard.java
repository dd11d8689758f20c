// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.publish;

import io.custode.api.access.Principal;
import io.custode.api.audit.Audit;
import io.custode.api.error.Forbidden;
import io.custode.api.error.Invalid;
import io.custode.api.page.PageRequest;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.NotAcceptableException;
import javax.ws.rs.NotSupportedException;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.UriInfo;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.jaxrs.model.Parameter;
import org.apache.cxf.jaxrs.model.ParameterType;
import org.apache.cxf.jaxrs.utils.JAXRSUtils;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every method: the caller's permission, then parameters that the method does not
 * know, then a form of answer that it does not have. A method without a rule is never called.
 */
final class Guard implements ContainerRequestFilter {
  private final Map<Method, Rule> rules;
  private final Audit audit;

  Guard(Map<Method, Rule> rules, Audit audit) {
    this.rules = Map.copyOf(rules);
    this.audit = audit;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    var message = JAXRSUtils.getCurrentMessage();
    var operation = message.getExchange().get(OperationResourceInfo.class);
    var request = CallerContext.request(message);
    checkRule(operation, request);
    checkQuery(operation, context.getUriInfo());
    checkAccept(operation, context);
    checkContentType(operation, context);
  }

  private void checkRule(OperationResourceInfo operation, HttpServletRequest request) {
    var rule = rules.get(operation.getMethodToInvoke());
    if (rule == null) {
      throw new IllegalStateException("No rule for " + operation.getMethodToInvoke());
    }
    if (rule.kind() == Rule.Kind.SIGNED_OUT) {
      return;
    }
    var principal = CallerContext.of(request).signedIn();
    var permission = rule.permission();
    if (permission != null && !principal.may(permission)) {
      refuse(request, principal, permission);
    }
  }

  private void refuse(HttpServletRequest request, Principal principal, String permission) {
    audit.refused(
        permission,
        "route/" + request.getMethod() + " " + request.getRequestURI(),
        principal.name() + " lacks the permission");
    throw new Forbidden(permission);
  }

  /** A filter with a typing error would quietly show everything. */
  private static void checkQuery(OperationResourceInfo operation, UriInfo uri) {
    var sent = uri.getQueryParameters().keySet();
    if (sent.isEmpty()) {
      return;
    }
    var known = knownQuery(operation);
    if (known == null) {
      return;
    }
    var unknown = sent.stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new Invalid(
          unknown.stream()
              .map(name -> new Invalid.Violation(name, "is no parameter here"))
              .toList());
    }
  }

  /** Null if the method reads the query by itself. */
  private static @Nullable Set<String> knownQuery(OperationResourceInfo operation) {
    var known = new HashSet<String>();
    var types = operation.getMethodToInvoke().getParameterTypes();
    for (Parameter parameter : operation.getParameters()) {
      var type = types[parameter.getIndex()];
      if (parameter.getType() == ParameterType.QUERY) {
        known.add(parameter.getName());
      } else if (type == PageRequest.class) {
        known.addAll(Set.of("limit", "cursor"));
      } else if (type == UriInfo.class && !operation.getHttpMethod().equals("POST")
          || parameter.getType() == ParameterType.BEAN
          || HttpServletRequest.class.isAssignableFrom(type)) {
        return null;
      }
    }
    return known;
  }

  /** A method that does not say what it consumes consumes JSON; a body of no kind is none. */
  private static void checkContentType(
      OperationResourceInfo operation, ContainerRequestContext context) {
    var type = context.getMediaType();
    if (isAnything(operation.getConsumeTypes())
        && operation.getParameters().stream()
            .anyMatch(parameter -> parameter.getType() == ParameterType.REQUEST_BODY)
        && (type == null || !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))) {
      throw new NotSupportedException();
    }
  }

  private static boolean isAnything(List<MediaType> said) {
    return said.size() == 1 && said.get(0).isWildcardType();
  }

  /** A method that does not say what it produces produces JSON. */
  private static void checkAccept(
      OperationResourceInfo operation, ContainerRequestContext context) {
    if (isAnything(operation.getProduceTypes())
        && context.getAcceptableMediaTypes().stream()
            .noneMatch(type -> type.isCompatible(MediaType.APPLICATION_JSON_TYPE))) {
      throw new NotAcceptableException();
    }
  }
}
