// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.house;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import io.custode.api.removal.RemovedIn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.framework.Version;

/** What is deprecated says since when, until when, and is not there any longer than that. */
final class Deprecations {
  private Deprecations() {}

  /**
   * @param current version of the platform
   * @return each element that breaks the rule
   */
  static List<String> faults(JavaClasses classes, Version current) {
    var faults = new ArrayList<String>();
    for (var type : classes) {
      elements(type).forEach(element -> judge(element, current, faults));
    }
    return faults;
  }

  private static Stream<? extends HasAnnotations<?>> elements(JavaClass type) {
    return Stream.concat(Stream.of(type), type.getMembers().stream());
  }

  private static void judge(HasAnnotations<?> element, Version current, List<String> faults) {
    var deprecated = element.tryGetAnnotationOfType(Deprecated.class.getName());
    var removed = element.tryGetAnnotationOfType(RemovedIn.class.getName());
    if (deprecated.isEmpty() && removed.isEmpty()) {
      return;
    }
    if (deprecated.isEmpty() || removed.isEmpty()) {
      faults.add(element.getDescription() + " needs both @Deprecated and @RemovedIn");
      return;
    }
    var since = version(deprecated.get(), "since");
    var gone = version(removed.get(), "value");
    if (!Boolean.TRUE.equals(deprecated.get().get("forRemoval").orElse(false))) {
      faults.add(element.getDescription() + " needs forRemoval = true");
    }
    if (since.equals(Version.emptyVersion) || gone.compareTo(earliest(since)) < 0) {
      faults.add(element.getDescription() + " may go with " + earliest(since) + " at the earliest");
    }
    if (gone.compareTo(current) <= 0) {
      faults.add(element.getDescription() + " was to be gone in " + gone);
    }
  }

  private static Version version(JavaAnnotation<?> annotation, String property) {
    return Version.parseVersion(String.valueOf(annotation.get(property).orElse("")));
  }

  /** Before 1.0 two minor versions later, after it the next major one. */
  static Version earliest(Version since) {
    return since.getMajor() == 0
        ? new Version(0, since.getMinor() + 2, 0)
        : new Version(since.getMajor() + 1, 0, 0);
  }
}
