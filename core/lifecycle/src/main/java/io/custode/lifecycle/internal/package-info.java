// SPDX-License-Identifier: Apache-2.0
/**
 * Plugins come and go without anybody noticing. What is installed is written in the database; a
 * node's bundles follow it.
 */
@NullMarked
package io.custode.lifecycle.internal;

import org.jspecify.annotations.NullMarked;
