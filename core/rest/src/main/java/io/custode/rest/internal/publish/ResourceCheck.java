// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.publish;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import javax.ws.rs.container.Suspended;
import org.apache.cxf.Bus;
import org.apache.cxf.jaxrs.model.ClassResourceInfo;
import org.apache.cxf.jaxrs.model.OperationResourceInfo;
import org.apache.cxf.jaxrs.utils.AnnotationUtils;
import org.apache.cxf.jaxrs.utils.ResourceUtils;

/**
 * Reads a resource with the eyes of JAX-RS and says why it cannot be published. What is published
 * has a rule for each method that JAX-RS could call.
 */
final class ResourceCheck {
  /** Paths that the gate answers itself. */
  private static final Set<String> TAKEN = Set.of("events", "openapi.json");

  private final List<String> objections = new ArrayList<>();
  private final Map<Method, Rule> rules = new LinkedHashMap<>();
  private final Owner owner;
  private final Set<String> declared;
  private String head = "";

  private ResourceCheck(Owner owner, Set<String> declared) {
    this.owner = owner;
    this.declared = declared;
  }

  /**
   * @param declared permissions that somebody declared
   */
  static ResourceCheck of(Class<?> type, Owner owner, Set<String> declared, Bus bus) {
    var check = new ResourceCheck(owner, declared);
    if (AnnotationUtils.getClassAnnotation(type, javax.ws.rs.Path.class) == null) {
      check.objections.add("it has no @Path");
      return check;
    }
    var model = ResourceUtils.createClassResourceInfo(type, type, true, true, bus);
    if (model == null || model.getMethodDispatcher().getOperationResourceInfos().isEmpty()) {
      check.objections.add("it has no method that answers requests");
      return check;
    }
    check.checkPath(model);
    model.getMethodDispatcher().getOperationResourceInfos().forEach(check::checkMethod);
    return check;
  }

  private void checkPath(ClassResourceInfo model) {
    var path = model.getURITemplate().getValue();
    head = path.replaceFirst("^/", "").replaceFirst("/.*$", "");
    if (owner.plugin() == null && (head.isEmpty() || head.contains("{") || TAKEN.contains(head))) {
      objections.add("its path /" + head + " is no plain name or is taken");
    }
  }

  private void checkMethod(OperationResourceInfo operation) {
    var method = operation.getAnnotatedMethod();
    if (operation.getHttpMethod() == null) {
      object(method, "hands on to another object, whose permissions nobody can check");
      return;
    }
    if (isAsynchronous(method)) {
      object(method, "answers on another thread, where nobody is signed in");
    }
    var stated = Rule.of(operation.getMethodToInvoke());
    var rule = stated == null ? Rule.of(method) : stated;
    if (rule == null) {
      object(method, "has no permission: add @RequiresPermission");
      return;
    }
    checkRule(method, rule);
    rules.put(operation.getMethodToInvoke(), rule);
  }

  private void checkRule(Method method, Rule rule) {
    var permission = rule.permission();
    if (permission == null) {
      if (owner.plugin() != null) {
        object(method, "is open to everybody who is " + rule.label() + ", which only core may be");
      }
      return;
    }
    var refusal = owner.refuses(permission);
    if (refusal != null) {
      object(method, "needs " + permission + ", which " + refusal);
    } else if (!declared.contains(permission)) {
      object(method, "needs " + permission + ", which no Permissions service declares");
    }
  }

  private static boolean isAsynchronous(Method method) {
    if (CompletionStage.class.isAssignableFrom(method.getReturnType())) {
      return true;
    }
    for (var annotations : method.getParameterAnnotations()) {
      for (var annotation : annotations) {
        if (annotation instanceof Suspended) {
          return true;
        }
      }
    }
    return List.of(method.getParameterTypes()).contains(javax.ws.rs.sse.SseEventSink.class);
  }

  private void object(Method method, String why) {
    objections.add(method.getName() + " " + why);
  }

  /**
   * @return why it cannot be published; empty if it can
   */
  List<String> objections() {
    return objections;
  }

  /**
   * @return the rule of each method that JAX-RS could call
   */
  Map<Method, Rule> rules() {
    return rules;
  }

  /**
   * @return first segment of its path
   */
  String head() {
    return head;
  }
}
