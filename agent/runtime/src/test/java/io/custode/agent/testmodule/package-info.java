// SPDX-License-Identifier: Apache-2.0
/** The inside of a module that tests install. */
@org.jspecify.annotations.NullMarked
package io.custode.agent.testmodule;
