// SPDX-License-Identifier: Apache-2.0
package io.custode.shell.internal;

import io.custode.core.access.SignIn;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import org.apache.karaf.jaas.boot.ProxyLoginModule;
import org.apache.karaf.jaas.config.JaasRealm;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The JAAS realm {@code custode}: our users, and nobody else. */
@Component(service = JaasRealm.class)
public final class CustodeRealm implements JaasRealm {
  static final String NAME = "custode";
  private final AppConfigurationEntry[] entries;

  @Activate
  public CustodeRealm(BundleContext context, @Reference SignIn signIn) {
    // JAAS loads login modules from the boot class path; the proxy finds ours in this bundle
    Map<String, Object> options =
        Map.of(
            ProxyLoginModule.PROPERTY_MODULE,
            CustodeLogin.class.getName(),
            ProxyLoginModule.PROPERTY_BUNDLE,
            Long.toString(context.getBundle().getBundleId()),
            CustodeLogin.SIGN_IN,
            signIn);
    entries =
        new AppConfigurationEntry[] {
          new AppConfigurationEntry(
              ProxyLoginModule.class.getName(), LoginModuleControlFlag.REQUIRED, options)
        };
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public int getRank() {
    return 0;
  }

  @Override
  public AppConfigurationEntry[] getEntries() {
    return entries.clone();
  }
}
