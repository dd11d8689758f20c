// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The lines that ARCHITECTURE calls "never", over the compiled classes of each module. */
class ArchitectureTest {
  private static final String API = "io.custode.api..";
  private static final String SPI = "io.custode.spi..";
  private static final String CORE = "io.custode.core..";
  private static final String REFERENCE = "org.osgi.service.component.annotations.Reference";
  private static final String STORE = "io.custode.persistence";
  private static final String PROTOCOL = "io.custode.agent.protocol";

  /** What of ours a module sees besides itself. A module without a line here fails the build. */
  private static final Map<String, Set<String>> SEES =
      Map.ofEntries(
          Map.entry("core/api", Set.of()),
          Map.entry("core/persistence/store", Set.of(API, SPI, "io.custode.core.capability")),
          Map.entry("core/persistence/testing", Set.of(API, SPI, "io.custode.persistence..")),
          Map.entry("core/persistence/jpa-api", Set.of()),
          Map.entry("core/persistence/derby", Set.of()),
          Map.entry("core/platform", Set.of(API, SPI, CORE, STORE, "io.custode.persistence.core")),
          Map.entry("core/lifecycle", Set.of(API, SPI, CORE, STORE, "io.custode.persistence.core")),
          Map.entry("core/gateway/server", Set.of(API, SPI, CORE, STORE, PROTOCOL)),
          Map.entry(
              "core/gateway/broker", Set.of(API, SPI, CORE, PROTOCOL, "io.custode.gateway.link")),
          Map.entry("core/search", Set.of(API, SPI, CORE)),
          Map.entry("core/documents", Set.of(API, SPI)),
          Map.entry("core/rest", Set.of(API, SPI, CORE)),
          Map.entry("core/console", Set.of(API, SPI, CORE)),
          Map.entry("core/shell", Set.of(API, SPI, CORE)),
          Map.entry("core/mail", Set.of(API, SPI, CORE)),
          Map.entry("core/testing", Set.of(API, SPI)),
          Map.entry("agent/protocol", Set.of()),
          Map.entry("agent/runtime", Set.of(PROTOCOL)),
          Map.entry("agent/dist", Set.of(PROTOCOL, "io.custode.agent..")),
          Map.entry("karaf-distribution/launcher", Set.of()),
          // a plugin like any other
          Map.entry("itests/guest", Set.of(API, SPI, STORE)),
          Map.entry("itests/guest/agent", Set.of("io.custode.agent.api..")),
          Map.entry("benchmarks", Set.of(API, PROTOCOL, "io.custode.agent..")));

  private static final Set<String> PLUGIN_SEES = Set.of(API, SPI, STORE);

  /** Libraries that are kept behind one boundary: packages, and the modules that may see them. */
  private static final Map<List<String>, Set<String>> ONLY =
      Map.of(
          List.of("org.apache.cxf.."), Set.of("core/rest"),
          List.of("de.focus_shift..", "com.cronutils..", "org.ops4j.pax.logging.."),
              Set.of("core/platform"),
          List.of("javax.mail..", "javax.activation..", "com.sun.mail.."), Set.of("core/mail"),
          List.of("javax.ws.rs.."), Set.of("core/rest", "plugins/", "itests/guest"),
          List.of("org.eclipse.persistence..", "liquibase..", "com.zaxxer..", "java.sql.."),
              Set.of("core/persistence/"),
          List.of("javax.persistence.."),
              Set.of(
                  "core/persistence/",
                  "core/platform",
                  "core/gateway/server",
                  "core/lifecycle",
                  "plugins/",
                  "itests/guest"),
          List.of("org.apache.karaf.shell..", "org.apache.karaf.jaas..", "org.apache.sshd.."),
              Set.of("core/shell", "karaf-distribution/launcher"),
          // core/testing is shipped to nobody: it reads what the product answers
          List.of("com.fasterxml.."),
              Set.of("core/platform", "core/rest", "core/shell", "core/testing"),
          List.of("org.apache.activemq.."), Set.of("core/gateway/broker"),
          List.of("org.eclipse.paho.."),
              Set.of("core/gateway/server", "agent/runtime", "benchmarks"));

  private static final Set<String> PROGRAMS =
      Set.of(
          "agent/",
          "benchmarks",
          "core/shell",
          "core/testing",
          "core/persistence/testing",
          "karaf-distribution/launcher");

  private static final Map<String, JavaClasses> MODULES = new LinkedHashMap<>();

  @BeforeAll
  static void read() {
    for (var module : House.javaModules()) {
      MODULES.put(module, new ClassFileImporter().importPath(House.classes(module)));
    }
  }

  @Test
  void everyModuleHasAPlaceInTheHouse() {
    assertThat(MODULES).isNotEmpty();
    assertThat(MODULES.keySet())
        .as("modules without a line in SEES")
        .allMatch(module -> SEES.containsKey(module) || module.startsWith("plugins/"));
  }

  @TestFactory
  Stream<DynamicTest> aModuleSeesOnlyItselfAndWhatItIsGiven() {
    return each((module, classes) -> sees(module, classes).check(classes));
  }

  @TestFactory
  Stream<DynamicTest> aLibraryStaysBehindItsBoundary() {
    return each(
        (module, classes) ->
            ONLY.forEach(
                (packages, owners) -> {
                  if (owners.stream().noneMatch(module::startsWith)) {
                    noneDependsOn(packages).check(classes);
                  }
                }));
  }

  @TestFactory
  Stream<DynamicTest> namesSayWhatAThingIs() {
    return each((module, classes) -> NAMES.forEach(rule -> rule.check(classes)));
  }

  @TestFactory
  Stream<DynamicTest> componentsAreWiredByTheirConstructor() {
    return each((module, classes) -> WIRING.forEach(rule -> rule.check(classes)));
  }

  @TestFactory
  Stream<DynamicTest> bundlesLogAndDoNotPrint() {
    return each(
        (module, classes) -> {
          if (!isProgram(module)) {
            PRINTS_NOTHING.check(classes);
          }
        });
  }

  /** What a plugin registers is called as {@code PluginCalls} says, wherever core is given it. */
  @TestFactory
  Stream<DynamicTest> aPluginIsCalledOnThreadsOfItsOwn() {
    return each(
        (module, classes) -> {
          if (module.startsWith("core/")) {
            assertThat(unguarded(classes)).as("called on the caller's thread").isEmpty();
          }
        });
  }

  @Test
  void theApiNeedsTheJdkAndOsgiAnnotationsOnly() {
    for (var module : List.of("core/api", "agent/protocol")) {
      if (MODULES.containsKey(module)) {
        JDK_ONLY.check(MODULES.get(module));
      }
    }
  }

  @Test
  void theRulesCanFail() {
    var bad = new ClassFileImporter().importPackages("io.custode.itests.house.fixture");

    assertThat(bad).isNotEmpty();
    assertThat(Stream.concat(NAMES.stream(), WIRING.stream())).allMatch(rule -> fails(rule, bad));
    assertThat(PRINTS_NOTHING).matches(rule -> fails(rule, bad));
    assertThat(unguarded(bad)).hasSize(2);
    assertThat(JDK_ONLY).matches(rule -> fails(rule, bad));
    assertThat(sees("core/api", bad)).matches(rule -> fails(rule, bad));
    assertThat(sees("core/rest", bad)).matches(rule -> !fails(rule, bad));
    assertThat(noneDependsOn(List.of("org.osgi.."))).matches(rule -> fails(rule, bad));
  }

  private static final List<ArchRule> NAMES =
      List.of(
          noClasses()
              .should()
              .haveSimpleNameEndingWith("Impl")
              .because("an implementation's name says how it does it"),
          noClasses().should().haveSimpleNameStartingWith("Abstract").because("we compose"),
          noClasses()
              .should()
              .resideInAnyPackage("..util..", "..utils..", "..common..", "..base..")
              .because("a dumping ground has no reason to change"));

  private static final List<ArchRule> WIRING =
      List.of(
          noClasses()
              .should()
              .dependOnClassesThat()
              .haveFullyQualifiedName("org.osgi.framework.BundleActivator")
              .because("DS does it"),
          fields()
              .that()
              .areAnnotatedWith(REFERENCE)
              .should()
              .haveModifier(JavaModifier.VOLATILE)
              .allowEmptyShould(true)
              .because("only a dynamic reference needs a field"));

  private static final ArchRule PRINTS_NOTHING =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("a bundle logs");

  private static final ArchRule JDK_ONLY =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java..",
                  "javax.annotation.processing..",
                  "javax.lang.model..",
                  "javax.tools..",
                  "org.osgi.annotation..",
                  "org.osgi.service.component.annotations..",
                  "org.jspecify.annotations..",
                  "io.custode.."));

  /** Run on threads and by bounds of their own. */
  private static final Set<String> BOUND_OTHERWISE =
      Set.of("io.custode.spi.job.Job", "io.custode.spi.event.EventListener");

  /**
   * @return kinds of services that a package is given, and asks nobody to guard
   */
  private static Set<String> unguarded(JavaClasses classes) {
    var unguarded = new TreeSet<String>();
    for (var given : classes) {
      spisGivenTo(given)
          .filter(spi -> !BOUND_OTHERWISE.contains(spi.getName()))
          .filter(spi -> classes.stream().noneMatch(c -> guards(c, given.getPackageName(), spi)))
          .forEach(spi -> unguarded.add(given.getName() + " <- " + spi.getSimpleName()));
    }
    return unguarded;
  }

  private static Stream<JavaClass> spisGivenTo(JavaClass component) {
    var fields =
        component.getFields().stream()
            .filter(field -> field.isAnnotatedWith(REFERENCE))
            .flatMap(field -> field.getAllInvolvedRawTypes().stream());
    var methods =
        component.getMethods().stream()
            .filter(method -> method.isAnnotatedWith(REFERENCE))
            .flatMap(method -> method.getRawParameterTypes().stream());
    return Stream.concat(fields, methods).filter(resideInAnyPackage(SPI));
  }

  private static boolean guards(JavaClass own, String in, JavaClass spi) {
    return own.getPackageName().equals(in)
        && own.getMethodCallsFromSelf().stream()
            .anyMatch(call -> call.getTarget().getName().equals("guarded"))
        && own.getReferencedClassObjects().stream()
            .anyMatch(reference -> reference.getRawType().getName().equals(spi.getName()));
  }

  private static ArchRule sees(String module, JavaClasses classes) {
    var own = classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    return onlySees(own, SEES.getOrDefault(module, PLUGIN_SEES));
  }

  private static ArchRule onlySees(Set<String> own, Set<String> given) {
    DescribedPredicate<JavaClass> isForeign =
        describe("of ours, but not of this module", c -> !own.contains(c.getPackageName()));
    var isOurs = resideInAnyPackage("io.custode..");
    var isGiven = resideInAnyPackage(given.toArray(String[]::new));
    return noClasses()
        .should()
        .dependOnClassesThat(
            isOurs
                .and(isForeign)
                .and(DescribedPredicate.not(isGiven))
                .as("are of ours, neither of this module nor of " + given));
  }

  private static ArchRule noneDependsOn(List<String> packages) {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages.toArray(String[]::new));
  }

  private static boolean fails(ArchRule rule, JavaClasses classes) {
    return rule.evaluate(classes).hasViolation();
  }

  /** Programs that a person starts by hand print, and so do the shell and tests. */
  private static boolean isProgram(String module) {
    return PROGRAMS.stream().anyMatch(module::startsWith);
  }

  private static Stream<DynamicTest> each(Check check) {
    return MODULES.entrySet().stream()
        .filter(module -> module.getValue().iterator().hasNext())
        .map(
            module ->
                DynamicTest.dynamicTest(
                    module.getKey(), () -> check.run(module.getKey(), module.getValue())));
  }

  /** Looks at the classes of one module. */
  private interface Check {
    void run(String module, JavaClasses classes);
  }
}
