// SPDX-License-Identifier: Apache-2.0
package io.custode.agent.protocol;

import java.time.Instant;

/**
 * That a module is over, vouched for by the platform.
 *
 * @param counter above that of every {@link ModuleDescriptor} of this id so far
 */
public record ModuleEnd(String id, Instant expires, long counter) {}
