// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.custode.platform.internal.diagnostics;

import org.jspecify.annotations.NullMarked;
