// SPDX-License-Identifier: Apache-2.0
/** Actions: at most once started, journalled, and their results kept until acknowledged. */
@NullMarked
package io.custode.agent.internal.action;

import org.jspecify.annotations.NullMarked;
