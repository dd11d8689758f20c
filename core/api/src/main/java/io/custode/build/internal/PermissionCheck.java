// SPDX-License-Identifier: Apache-2.0
package io.custode.build.internal;

import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;

/**
 * Fails a build, ours and every vendor's, in which a route or command has no permission: javac
 * finds it in the API jar and runs it. It knows JAX-RS by name only, so that the API does not
 * depend on it.
 */
@SupportedAnnotationTypes("*")
public final class PermissionCheck extends AbstractProcessor {
  private static final Set<String> VERBS =
      Set.of(
          "javax.ws.rs.GET",
          "javax.ws.rs.POST",
          "javax.ws.rs.PUT",
          "javax.ws.rs.PATCH",
          "javax.ws.rs.DELETE",
          "javax.ws.rs.HEAD",
          "javax.ws.rs.OPTIONS");
  private static final Set<String> ANSWERS =
      Set.of(
          "io.custode.api.access.RequiresPermission",
          "io.custode.api.access.SignedOutAllowed",
          "io.custode.api.access.SignedInAllowed");

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    round.getRootElements().forEach(this::check);
    return false;
  }

  private void check(Element element) {
    if (element instanceof TypeElement type) {
      ElementFilter.methodsIn(type.getEnclosedElements()).stream()
          .filter(method -> has(method, VERBS) && !has(method, ANSWERS))
          .forEach(
              method -> refuse(method, "This route has no permission: add @RequiresPermission."));
      if (isCommand(type) && !has(type, Set.of("io.custode.api.access.RequiresPermission"))) {
        refuse(type, "This command has no permission: add @RequiresPermission.");
      }
      ElementFilter.typesIn(type.getEnclosedElements()).forEach(this::check);
    }
  }

  private boolean isCommand(TypeElement type) {
    var command = processingEnv.getElementUtils().getTypeElement("io.custode.api.command.Command");
    var types = processingEnv.getTypeUtils();
    return command != null
        && type.getKind() == ElementKind.CLASS
        && !type.getModifiers().contains(Modifier.ABSTRACT)
        && types.isSubtype(types.erasure(type.asType()), types.erasure(command.asType()));
  }

  private static boolean has(Element element, Set<String> names) {
    return element.getAnnotationMirrors().stream()
        .anyMatch(mirror -> names.contains(mirror.getAnnotationType().toString()));
  }

  private void refuse(Element element, String why) {
    processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, why, element);
  }
}
