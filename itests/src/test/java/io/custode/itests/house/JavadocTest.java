// SPDX-License-Identifier: Apache-2.0
package io.custode.itests.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Every public type that others compile against says what it is for. */
class JavadocTest {
  private static final List<String> PUBLISHED =
      List.of(
          "core/api/src/main/java",
          "core/persistence/store/src/main/java/io/custode/persistence",
          "core/testing/src/main/java",
          "agent/protocol/src/main/java",
          "agent/runtime/src/main/java/io/custode/agent/api");

  @Test
  void everyPublicTypeHasAComment() throws IOException {
    var sources =
        PUBLISHED.stream()
            .flatMap(d -> House.files(House.ROOT.resolve(d), ".java").stream())
            .toList();

    assertThat(sources).hasSizeGreaterThan(80);
    assertThat(silent(open(sources))).isEmpty();
  }

  @Test
  void aMissingCommentIsFound() throws IOException {
    var source =
        new SimpleJavaFileObject(URI.create("string:///A.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return "/** Good. */ public interface A { record In() {} class Out {}"
                + " /** Fine. */ enum Ok {} } class Hidden { public class In {} }";
          }
        };

    assertThat(silent(List.of(source))).containsExactly("In", "Out");
  }

  private static Iterable<? extends JavaFileObject> open(List<Path> sources) {
    StandardJavaFileManager files =
        ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);
    return files.getJavaFileObjectsFromPaths(sources);
  }

  /** Parses only, so that no class path is needed. */
  private static List<String> silent(Iterable<? extends JavaFileObject> sources)
      throws IOException {
    var task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none"), null, sources);
    var found = new ArrayList<String>();
    for (CompilationUnitTree unit : task.parse()) {
      new Types(DocTrees.instance(task), found).scan(unit, false);
    }
    return found;
  }

  /** Goes down the public types of a file; the parameter says whether we are in an interface. */
  private static final class Types extends TreePathScanner<Void, Boolean> {
    private final DocTrees docs;
    private final List<String> silent;

    Types(DocTrees docs, List<String> silent) {
      this.docs = docs;
      this.silent = silent;
    }

    @Override
    public Void visitClass(ClassTree type, Boolean inInterface) {
      if (!inInterface && !type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
        return null;
      }
      if (docs.getDocComment(getCurrentPath()) == null) {
        silent.add(type.getSimpleName().toString());
      }
      var members =
          Stream.of("INTERFACE", "ANNOTATION_TYPE").anyMatch(type.getKind().name()::equals);
      return super.visitClass(type, members);
    }
  }
}
