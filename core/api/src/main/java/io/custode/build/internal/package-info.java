// SPDX-License-Identifier: Apache-2.0
/** Checks that run inside javac for whoever compiles against the API. Not part of it. */
@NullMarked
package io.custode.build.internal;

import org.jspecify.annotations.NullMarked;
