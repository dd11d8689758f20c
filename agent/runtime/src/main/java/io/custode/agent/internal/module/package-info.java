// SPDX-License-Identifier: Apache-2.0
/** Modules: fetched, checked, kept, and run in a framework that starts with the first of them. */
@NullMarked
package io.custode.agent.internal.module;

import org.jspecify.annotations.NullMarked;
