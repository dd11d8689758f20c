// SPDX-License-Identifier: Apache-2.0
package io.custode.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of a class against the distribution, started as a process on free ports with a
 * home of its own. All classes with the same options share one, started before the first of them
 * and stopped after the last test of the JVM. Tests and constructors may take a {@link Custode}.
 *
 * <pre>{@code
 * @CustodeTest
 * class BackupIT {
 *   @Test
 *   void listsRuns(Custode custode) {
 *     assertThat(custode.get("/api/v1/plugins/backup/runs").status()).isEqualTo(200);
 *   }
 * }
 * }</pre>
 *
 * The archive is looked for in the system property {@code custode.distribution} (a tar.gz or an
 * unpacked directory), in {@code karaf-distribution/target} of the directories above, then in the
 * local Maven repository.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(CustodeExtension.class)
public @interface CustodeTest {
  Database database() default Database.DERBY;

  Broker broker() default Broker.EMBEDDED;

  /** Start one for this class alone: for tests that break it. */
  boolean own() default false;

  /** Where the data is. */
  enum Database {
    DERBY,
    /**
     * A fresh database on a server; needs the part {@code postgresql}. Server and user by the
     * system property {@code custode.it.postgresql}, default {@code
     * jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres}.
     */
    POSTGRESQL
  }

  /** Which MQTT broker. */
  enum Broker {
    EMBEDDED,
    /** A Mosquitto of its own; needs the part {@code mosquitto}. */
    MOSQUITTO
  }
}
