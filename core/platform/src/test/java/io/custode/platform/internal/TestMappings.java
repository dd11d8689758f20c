// SPDX-License-Identifier: Apache-2.0
package io.custode.platform.internal;

import io.custode.core.json.JsonMapping;
import io.custode.platform.internal.json.RecordJson;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

/** Mappings as the container hands them out, counted so that none stays. */
public final class TestMappings implements ComponentServiceObjects<JsonMapping> {
  private int out;

  @Override
  public JsonMapping getService() {
    out++;
    return new RecordJson();
  }

  @Override
  public void ungetService(JsonMapping mapping) {
    out--;
  }

  @Override
  public ServiceReference<JsonMapping> getServiceReference() {
    throw new UnsupportedOperationException("there is no registry");
  }

  public int out() {
    return out;
  }
}
