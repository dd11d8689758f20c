// SPDX-License-Identifier: Apache-2.0
/** What a module of the agent implements and calls; services in the module framework. */
@Export
@Version("1.0.0")
@NullMarked
package io.custode.agent.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
