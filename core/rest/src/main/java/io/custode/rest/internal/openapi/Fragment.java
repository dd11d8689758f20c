// SPDX-License-Identifier: Apache-2.0
package io.custode.rest.internal.openapi;

import io.custode.rest.internal.publish.Rule;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.cxf.jaxrs.model.ClassResourceInfo;

/**
 * What one publication adds to the document: plain maps, made when it is published, so that nothing
 * here keeps a plugin's classes.
 *
 * @param paths path to method to operation
 * @param schemas by name
 */
public record Fragment(Map<String, Map<String, Object>> paths, Map<String, Object> schemas) {

  /**
   * @param label {@code core} or the plugin's id
   * @param base what its paths begin with
   * @param model its resources as JAX-RS reads them
   * @param rules who may call a method
   */
  public static Fragment of(
      String label, String base, List<ClassResourceInfo> model, Function<Method, Rule> rules) {
    var schemas = new Schemas(label);
    var operations = new Operations(label, base, schemas, rules);
    model.forEach(operations::add);
    return new Fragment(operations.paths(), schemas.all());
  }
}
