// SPDX-License-Identifier: Apache-2.0
package io.custode.lifecycle.internal;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Whether a bundle's components have what they need. */
final class Components {
  private static final String CAUSE = "Caused by: ";
  private static final int MAX_REASON = 300;
  private static final String RESOURCE = "osgi.jaxrs.resource";
  private final BundleContext context;
  private final ServiceComponentRuntime runtime;

  Components(BundleContext context, ServiceComponentRuntime runtime) {
    this.context = context;
    this.runtime = runtime;
  }

  /**
   * Why a bundle does not work.
   *
   * @param last whether waiting does not help
   */
  record Fault(String text, boolean last) {}

  /**
   * @return the first fault found, empty if every component is satisfied
   */
  Optional<Fault> fault(Bundle bundle) {
    var descriptions = runtime.getComponentDescriptionDTOs(bundle);
    if (descriptions.isEmpty() && bundle.getHeaders("").get("Service-Component") != null) {
      return Optional.of(new Fault("its components were not read", false));
    }
    return descriptions.stream()
        .filter(this::mustWork)
        .flatMap(description -> fault(description).stream())
        .findFirst();
  }

  /**
   * @return how many REST resources it has registered
   */
  int resources(Bundle bundle) {
    var services = bundle.getRegisteredServices();
    return services == null
        ? 0
        : (int)
            Arrays.stream(services)
                .filter(service -> "true".equals(String.valueOf(service.getProperty(RESOURCE))))
                .count();
  }

  /**
   * @return whether a component offers or asks for a service whose type is in one of them
   */
  boolean meets(Bundle bundle, Set<String> packages) {
    return runtime.getComponentDescriptionDTOs(bundle).stream()
        .flatMap(
            description ->
                Stream.concat(
                    Arrays.stream(description.serviceInterfaces),
                    Arrays.stream(description.references).map(wanted -> wanted.interfaceName)))
        .map(type -> type.substring(0, Math.max(0, type.lastIndexOf('.'))))
        .anyMatch(packages::contains);
  }

  /**
   * @return whether a component asks for a service that the other bundle offers, be it that it has
   *     it or not
   */
  boolean uses(Bundle bundle, Bundle other) {
    return asked(bundle).anyMatch(one -> offering(one).anyMatch(other::equals));
  }

  /**
   * @return whether a component has a mandatory reference that only the other bundle's services
   *     fill, be it that it has one of them or not
   */
  boolean needs(Bundle bundle, Bundle other) {
    return asked(bundle)
        .filter(one -> one.cardinality().startsWith("1"))
        .map(one -> offering(one).collect(Collectors.toSet()))
        .anyMatch(Set.of(other)::equals);
  }

  /** A reference, with the target that a configuration gives it. */
  private record Asked(String type, String cardinality, @Nullable String target) {
    static Asked of(ReferenceDTO reference, @Nullable String target) {
      return new Asked(reference.interfaceName, reference.cardinality, target);
    }
  }

  private Stream<Asked> asked(Bundle bundle) {
    return runtime.getComponentDescriptionDTOs(bundle).stream()
        .filter(runtime::isComponentEnabled)
        .flatMap(this::asked);
  }

  private Stream<Asked> asked(ComponentDescriptionDTO description) {
    var configurations = runtime.getComponentConfigurationDTOs(description);
    return Arrays.stream(description.references)
        .flatMap(
            reference ->
                configurations.isEmpty()
                    ? Stream.of(Asked.of(reference, reference.target))
                    : configurations.stream()
                        .flatMap(one -> targets(one, reference.name))
                        .map(target -> Asked.of(reference, target.orElse(null))));
  }

  private static Stream<Optional<String>> targets(ComponentConfigurationDTO one, String name) {
    return Stream.concat(
        Arrays.stream(one.satisfiedReferences)
            .filter(reference -> reference.name.equals(name))
            .map(reference -> Optional.ofNullable(reference.target)),
        Arrays.stream(one.unsatisfiedReferences)
            .filter(reference -> reference.name.equals(name))
            .map(reference -> Optional.ofNullable(reference.target)));
  }

  private Stream<Bundle> offering(Asked asked) {
    try {
      var services = context.getAllServiceReferences(asked.type(), asked.target());
      return services == null
          ? Stream.of()
          : Arrays.stream(services).map(ServiceReference::getBundle).filter(Objects::nonNull);
    } catch (InvalidSyntaxException e) {
      return Stream.of(); // nothing fills it
    }
  }

  /** A factory waits for its user, a component that requires a configuration for it. */
  private boolean mustWork(ComponentDescriptionDTO description) {
    return description.factory == null
        && runtime.isComponentEnabled(description)
        && !"require".equals(description.configurationPolicy);
  }

  private Optional<Fault> fault(ComponentDescriptionDTO description) {
    var configurations = runtime.getComponentConfigurationDTOs(description);
    if (configurations.isEmpty()) {
      return Optional.of(new Fault("its component " + description.name + " did not begin", false));
    }
    return configurations.stream()
        .flatMap(configuration -> fault(description, configuration).stream())
        .findFirst();
  }

  private static Optional<Fault> fault(
      ComponentDescriptionDTO description, ComponentConfigurationDTO configuration) {
    return switch (configuration.state) {
      case ComponentConfigurationDTO.SATISFIED, ComponentConfigurationDTO.ACTIVE ->
          Optional.empty();
      case ComponentConfigurationDTO.FAILED_ACTIVATION ->
          Optional.of(
              new Fault(
                  "its component "
                      + description.name
                      + " failed to start: "
                      + reason(configuration.failure),
                  true));
      default ->
          Optional.of(
              new Fault(
                  "its component "
                      + description.name
                      + " lacks "
                      + Arrays.stream(configuration.unsatisfiedReferences)
                          .map(lacking -> wanted(description, lacking))
                          .collect(Collectors.joining(", ")),
                  false));
    };
  }

  private static String wanted(
      ComponentDescriptionDTO description, UnsatisfiedReferenceDTO lacking) {
    var service =
        Arrays.stream(description.references)
            .filter(reference -> reference.name.equals(lacking.name))
            .map(reference -> reference.interfaceName)
            .findFirst()
            .orElse(lacking.name);
    return "the service " + service + (lacking.target == null ? "" : " " + lacking.target);
  }

  /** The cause at the root of a stack trace says most. */
  private static String reason(String failure) {
    return failure == null
        ? "no reason was given"
        : failure
            .lines()
            .filter(line -> line.startsWith(CAUSE))
            .reduce((one, next) -> next)
            .map(line -> line.substring(CAUSE.length()))
            .or(() -> failure.lines().findFirst())
            .map(line -> line.substring(0, Math.min(line.length(), MAX_REASON)))
            .orElse("");
  }
}
